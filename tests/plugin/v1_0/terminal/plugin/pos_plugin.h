/* pos_plugin.h: Makegood inside a till, version 1.0. SPDX-License-Identifier: Apache-2.0
 *
 * A till loads one shared library, takes the one symbol `makegood_pos_entry` from it, opens a plugin on a data folder,
 * hands over its receipts and has a service-recovery desk: find a receipt, see the evidence and the decision, claim,
 * approve, give, hand over. There are two objects: the host (the till, written by you) and the plugin (Makegood). What
 * else each can do is asked for by the id of an extension. docs/plugin.md leads from nothing to a first receipt.
 *
 * Threads
 *   [any-thread]     any thread, at any time between open and close. Calls of one plugin wait for each other; two
 *                    plugins on two folders do not. The plugin starts no thread of its own: what a function does is
 * done when it returns. [asked]          a function of the host, called by makegood_requests.settle and
 * makegood_desk.open_drawer alone, on the thread that called them. It may call the plugin, but not settle, open_drawer
 * or close. [clock]          a function of the host that may be called inside of any function of the plugin, on its
 * thread. It must not call the plugin. A call that would wait for itself is answered with MAKEGOOD_BUSY.
 *
 * Ownership
 *   What the host passes stays the host's and is copied before the function returns. What the plugin answers with (a
 *   pointer to const) is the plugin's, never changes, and lives until makegood_plugin.release or close. What the plugin
 *   passes to a function of the host lives until that function returns.
 *
 * Values
 *   Text is UTF-8 that ends in a zero byte, at most 100,000 bytes; NULL and "" both mean that nothing is said. A list
 *   has at most 1,000,000 places. Amounts
 *   are whole units with ISO 4217 letters and the exponent that those units have at the till: 12.34 GBP is
 *   {1234, "GBP", 2}. The plugin answers with the exponent that shops print (of IRR 0, where ISO 4217 says 2); an
 *   amount that cannot be kept in it to the last unit is a MAKEGOOD_BAD_ARGUMENT, for nothing is rounded. Quantities
 *   are thousandths of the unit sold: one piece is 1000, 0.742 kg is 742. Days are "2011-12-05", times are those on the
 *   shop's wall, "2011-12-05T10:21:33".
 *
 * Errors
 *   A function that can fail returns a makegood_status and, where the host passes a makegood_error, says why in it. The
 *   struct is the caller's own, so no other thread can change what it says. Where the answer is not MAKEGOOD_OK nothing
 *   is written through the other pointers, but for those that say so. No C++ exception leaves the plugin.
 *
 * Asking again
 *   Each step of a person carries a request id that the host has made and stored before it calls: at most 64 bytes,
 * used once in the life of the data folder. The same id again changes nothing and answers with the case as it now is.
 * So after a crash the till calls again what it is not sure of. What the plugin asks of the host carries an id
 * likewise, and the host answers the same id with the same outcome without doing it twice.
 *
 * Growth, the rules of 1.x
 *   1. Structs and tables only grow at their end; no member ever changes its place, type or meaning. A member that is
 *      not there counts as zero, and zero always means "not said" or "as before".
 *   2. Every struct but makegood_amount begins with its size. Whoever makes it writes sizeof of the header that they
 *      were compiled with; whoever reads it looks no further. So ask for `table->size` before you call a function that
 *      came after 1.0. Lists are arrays of pointers, because the structs in them grow too.
 *   3. Names of failures, findings and reasons are only added to. Show a name that you do not know by the sentence
 * beside it; treat a number that you do not know as the strictest of its kind.
 *   4. An id of an extension names one table for ever. What has to change comes as ".../2" beside it; what is unknown
 * is answered with NULL, which is no error.
 *   5. `major` is another symbol. Within a major version old hosts work with new plugins, and new hosts with old ones.
 */
#ifndef MAKEGOOD_POS_PLUGIN_H
#define MAKEGOOD_POS_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MAKEGOOD_MAJOR 1u
#define MAKEGOOD_MINOR 0u

/* Whose turn it is when something failed. */
typedef enum makegood_status {
    MAKEGOOD_OK = 0,
    MAKEGOOD_BAD_ARGUMENT = 1, /* the host's: a NULL, a size, a text or an amount that cannot be; see detail */
    MAKEGOOD_REFUSED = 2,      /* the rules', for people: `reason` names it, `sentence` says it */
    MAKEGOOD_NOT_FOUND = 3,    /* no such receipt, case, slip or folder */
    MAKEGOOD_STORAGE = 4, /* the disk's: nothing of the call is stored; `reason` is full, owned, damaged, latched … */
    MAKEGOOD_BUSY = 5,    /* called from inside of itself, or while another thread settles */
    MAKEGOOD_INTERNAL = 6 /* ours: please tell us `detail` */
} makegood_status;

typedef struct makegood_error {
    uint32_t size;      /* written by the host before the call; into a smaller one nothing is written */
    int32_t status;     /* makegood_status, the same that the function returned */
    char reason[64];    /* a name for programs, "already_made_good"; empty where there is none */
    char sentence[640]; /* for the person at the counter, in the plugin's language; empty where it is not for people */
    char detail[640];   /* for the log, in English: what was tried, on what, and why it failed */
} makegood_error;

/* Every enum below begins at 1; 0 is "not said". In structs they are int32_t. */

typedef enum makegood_language { MAKEGOOD_ENGLISH = 1, MAKEGOOD_PERSIAN = 2 } makegood_language;

/* Passed by value, so it never grows. All zero: no amount. */
typedef struct makegood_amount {
    int64_t units;
    char currency[4]; /* three capital letters and a zero byte */
    int32_t exponent; /* 0 to 6: how many of the last digits of `units` stand behind the point */
} makegood_amount;

/* ---- the till */

typedef struct makegood_host {
    uint32_t size;
    uint32_t major; /* MAKEGOOD_MAJOR and MAKEGOOD_MINOR of the header that it was compiled with */
    uint32_t minor;
    void* context;       /* the host's own; the plugin never looks at it */
    const char* name;    /* of the till, for the log */
    const char* version; /* likewise */
    /* A table below by its id, or NULL. Asked once for each, inside of open. May be NULL itself. */
    const void* (*extension)(const struct makegood_host* host, const char* id);
} makegood_host;

/* The till's clock; without it the machine's. [clock], both. */
#define MAKEGOOD_HOST_CLOCK "makegood.host.clock/1"
typedef struct makegood_host_clock {
    uint32_t size;
    int64_t (*wall_ms)(const makegood_host* host);            /* since 1970-01-01T00:00Z */
    int32_t (*utc_offset_minutes)(const makegood_host* host); /* of the shop's wall now, -1080 to 1080 */
} makegood_host_clock;

/* How it ended. A number that is none of these counts as MAKEGOOD_UNKNOWN. */
typedef enum makegood_outcome {
    MAKEGOOD_LATER = 0,    /* not yet: the next settle asks again, with the same id */
    MAKEGOOD_DONE = 1,     /* and that is certain */
    MAKEGOOD_SENT = 2,     /* handed on, and nobody can know more; of a print only, else as MAKEGOOD_UNKNOWN */
    MAKEGOOD_NOT_DONE = 3, /* nothing has happened */
    MAKEGOOD_UNKNOWN = 4   /* it may have happened: a person looks */
} makegood_outcome;

typedef enum makegood_line_style {
    MAKEGOOD_TITLE = 1,   /* large */
    MAKEGOOD_TEXT = 2,    /* `text`, wrapped */
    MAKEGOOD_PAIR = 3,    /* `text` at the start of the line, `value` at its end */
    MAKEGOOD_RULE = 4,    /* a line across */
    MAKEGOOD_APOLOGY = 5, /* `text` in words that a person chose */
    MAKEGOOD_BAR_CODE = 6 /* `value` as Code 128 with its text below */
} makegood_line_style;

typedef struct makegood_document_line {
    uint32_t size;
    int32_t style; /* makegood_line_style; of an unknown one print text and value */
    const char* text;
    const char* value;
} makegood_document_line;

/* A resolved paper: print it as it stands. Persian reads from right to left. */
typedef struct makegood_document {
    uint32_t size;
    int32_t language;      /* makegood_language */
    const char* number;    /* of the slip, as its bar code says it */
    const char* copy_mark; /* print this on top of a copy; empty on the first print */
    const makegood_document_line* const* lines;
    size_t line_count;
} makegood_document;

#define MAKEGOOD_HOST_PRINTER "makegood.host.printer/1"
typedef struct makegood_host_printer {
    uint32_t size;
    /* A makegood_outcome: DONE where the printer has confirmed the paper, SENT where it confirms nothing, NOT_DONE
     * where no byte left. [asked] */
    int32_t (*print)(const makegood_host* host, const char* request, const makegood_document* document);
} makegood_host_printer;

typedef struct makegood_refund_line {
    uint32_t size;
    int32_t line; /* on its receipt */
    int64_t quantity_milli;
    makegood_amount amount;
} makegood_refund_line;

typedef struct makegood_refund {
    uint32_t size;
    int32_t is_price_difference; /* 1: the goods stay sold, only money goes back */
    const char* receipt;         /* its key, as makegood_found_receipt.key */
    const char* number;          /* what stands on its paper */
    const char* case_id;
    const char* staff; /* who gave it */
    makegood_amount amount;
    const makegood_refund_line* const* lines;
    size_t line_count;
} makegood_refund;

#define MAKEGOOD_HOST_REFUNDS "makegood.host.refunds/1"
typedef struct makegood_host_refunds {
    uint32_t size;
    /* Pays it out by a return on that receipt. DONE ends what is owed; whatever else leaves it owed, and it is asked
     * for again until the remedy is changed or taken back. [asked] */
    int32_t (*refund)(const makegood_host* host, const char* request, const makegood_refund* refund);
} makegood_host_refunds;

typedef struct makegood_stock_movement {
    uint32_t size;
    const char* code;       /* as sold */
    int64_t quantity_milli; /* to be added to the till's stock; negative: taken off */
    const char* reason;     /* lost, damaged, spoiled, quality, counted_in, stayed, substituted, gift */
    const char* case_id;
    const char* moved_at;
} makegood_stock_movement;

#define MAKEGOOD_HOST_STOCK "makegood.host.stock/1"
typedef struct makegood_host_stock {
    uint32_t size;
    /* Books it. DONE and NOT_DONE (the till does not keep this stock) end it; else it is asked for again, and those
     * behind it wait, so that they come in the order in which they happened. [asked] */
    int32_t (*move)(const makegood_host* host, const char* request, const makegood_stock_movement* movement);
} makegood_host_stock;

#define MAKEGOOD_HOST_DRAWER "makegood.host.drawer/1"
typedef struct makegood_host_drawer {
    uint32_t size;
    /* DONE where the drawer is seen open, SENT where the pulse went out. Never later: LATER counts as NOT_DONE, since
     * nobody waits at a drawer that opens by itself. [asked] */
    int32_t (*open)(const makegood_host* host, const char* request);
} makegood_host_drawer;

/* ---- the plugin */

typedef struct makegood_plugin {
    uint32_t size;
    uint32_t major;
    uint32_t minor;
    /* A table below by its id, or NULL where this plugin has none of that id. The table lives as long as the plugin.
     * [any-thread] */
    const void* (*extension)(struct makegood_plugin* plugin, const char* id);
    /* Gives an answer back; NULL and what is no answer of this plugin do nothing. [any-thread] */
    void (*release)(struct makegood_plugin* plugin, const void* answer);
    /* Closes the data folder and gives back all that is left. No other call may run or follow. [any-thread] */
    void (*close)(struct makegood_plugin* plugin);
} makegood_plugin;

typedef struct makegood_open_options {
    uint32_t size;
    int32_t language;          /* of sentences; 0: English */
    const char* data_folder;   /* absolute; made with mode 0700 where it is not there. Owned by one process at a time */
    const char* assets_folder; /* Makegood's assets; NULL: ../share/makegood or ../../assets seen from the library */
    const char* terminal;      /* this lane's name in the journal; NULL: as shop.toml in the data folder says */
} makegood_open_options;

typedef struct makegood_entry {
    uint32_t size;
    uint32_t major;
    uint32_t minor;
    /* `host` must live until close. Nothing of the process is changed: not its locale, environment, working directory,
     * signals, umask or threads. Errors: BAD_ARGUMENT, NOT_FOUND (the assets), STORAGE; REFUSED, reason
     * "configuration", where a file of the shop's is not understood: detail has its line. [any-thread] */
    int32_t (*open)(const makegood_host* host, const makegood_open_options* options, makegood_plugin** plugin,
                    makegood_error* error);
} makegood_entry;

#define MAKEGOOD_ENTRY_SYMBOL "makegood_pos_entry"
#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
extern const makegood_entry makegood_pos_entry;

/* ---- what the till hands over */

typedef enum makegood_line_kind {
    MAKEGOOD_SALE_LINE = 1, /* also 0 */
    MAKEGOOD_RETURN_LINE = 2,
    MAKEGOOD_FEE_LINE = 3,
    MAKEGOOD_DISCOUNT_LINE = 4
} makegood_line_kind;

typedef enum makegood_unit {
    MAKEGOOD_EACH = 1, /* also 0 */
    MAKEGOOD_KILOGRAM = 2,
    MAKEGOOD_GRAM = 3,
    MAKEGOOD_LITRE = 4,
    MAKEGOOD_METRE = 5,
    MAKEGOOD_POUND = 6,
    MAKEGOOD_OUNCE = 7
} makegood_unit;

typedef enum makegood_entry_method {
    MAKEGOOD_SCANNED = 1, /* 0: not known */
    MAKEGOOD_KEYED = 2,
    MAKEGOOD_WEIGHED = 3
} makegood_entry_method;

typedef struct makegood_line {
    uint32_t size;
    int32_t number; /* as the till counts, ascending; 0: the next one */
    int32_t kind;   /* makegood_line_kind */
    int32_t unit;
    int32_t entry_method;
    bool voided;            /* taken off again before the sale ended */
    const char* code;       /* as sold; needed of goods */
    const char* name;       /* empty: the code */
    int64_t quantity_milli; /* 0: 1000 */
    makegood_amount amount; /* what was paid for the whole line; of goods given back and of discounts not above zero */
    makegood_amount discount; /* what the till took off this line, more than zero; all zero: nothing */
} makegood_line;

typedef struct makegood_tender {
    uint32_t size;
    const char* kind; /* "Cash", "CreditDebit" … */
    makegood_amount amount;
    const char* card_last_four; /* four digits or nothing; never more of a card */
    const char* reference;      /* by which the bank knows the payment */
} makegood_tender;

typedef struct makegood_tax {
    uint32_t size;
    int32_t percent_milli; /* 20 % is 20,000; 0: not said */
    bool included;         /* in the amounts of the lines; else on top of them */
    const char* name;
    makegood_amount amount;
} makegood_tax;

typedef enum makegood_receipt_kind {
    MAKEGOOD_SALE = 1, /* also 0 */
    MAKEGOOD_RETURN = 2,
    MAKEGOOD_VOIDED = 3,
    MAKEGOOD_SUSPENDED = 4
} makegood_receipt_kind;

/* That goods on this receipt were bought on another one. */
typedef struct makegood_return_of {
    uint32_t size;
    int32_t line;        /* of this receipt; 0: all of it */
    int32_t of_line;     /* of that one; 0: not known */
    const char* receipt; /* key of that one, see makegood_found_receipt.key */
} makegood_return_of;

/* A sale as it ended. Business unit, workstation, business day and sequence number are its key for ever. */
typedef struct makegood_receipt {
    uint32_t size;
    int32_t kind;
    const char* business_unit; /* needed */
    const char* workstation;   /* needed */
    const char* business_day;  /* NULL: the day of begun_at */
    const char* sequence;      /* needed */
    const char* number;        /* what stands on the paper; NULL: the sequence */
    const char* begun_at;      /* needed */
    int32_t utc_offset_minutes;
    bool has_utc_offset;
    const char* operator_id;
    const char* customer_reference; /* only a keyed hash of it is kept, as of the phone */
    const char* customer_phone;
    makegood_amount total; /* needed; all other amounts are in its currency */
    const makegood_line* const* lines;
    size_t line_count;
    const makegood_tender* const* tenders;
    size_t tender_count;
    const makegood_tax* const* taxes;
    size_t tax_count;
    const makegood_return_of* const* returns;
    size_t return_count;
} makegood_receipt;

typedef struct makegood_product {
    uint32_t size;
    bool no_longer_sold;
    bool by_weight;
    const char* code; /* needed */
    const char* name;
    makegood_amount price; /* of one, or of one kilogram */
} makegood_product;

typedef enum makegood_taken {
    MAKEGOOD_NOT_TAKEN = 0, /* the error says why of the first of them */
    MAKEGOOD_STORED = 1,
    MAKEGOOD_KNOWN = 2,            /* the same stands here already: nothing changed */
    MAKEGOOD_KEPT_AS_REVISION = 3, /* the same key with other content: kept beside the earlier one */
    MAKEGOOD_BEYOND_RETENTION = 4  /* older than the shop keeps receipts: nothing was stored */
} makegood_taken;

#define MAKEGOOD_RECEIPTS "makegood.receipts/1"
typedef struct makegood_receipts {
    uint32_t size;
    /* One receipt at the end of its sale, synced to disk when this returns: a few milliseconds. `taken` may be NULL.
     * Handing the same over again is safe. Errors: BAD_ARGUMENT, STORAGE; REFUSED, reason "receipt", for what cannot be
     * one (a card number in it, a text that is no UTF-8). [any-thread] */
    int32_t (*take_receipt)(makegood_plugin* plugin, const makegood_receipt* receipt, int32_t* taken,
                            makegood_error* error);
    /* Many, faster than one by one. `taken` has `count` places, or is NULL; it is always written, each with a
     * makegood_taken. BAD_ARGUMENT and REFUSED are of single receipts: the others are stored. After STORAGE some may
     * be; hand all over again. [any-thread] */
    int32_t (*take_receipts)(makegood_plugin* plugin, const makegood_receipt* const* receipts, size_t count,
                             int32_t* taken, makegood_error* error);
    /* The whole product list, in the place of the one before; one product that is not understood keeps all of it from
     * being taken. Errors: BAD_ARGUMENT, STORAGE. [any-thread] */
    int32_t (*take_products)(makegood_plugin* plugin, const makegood_product* const* products, size_t count,
                             makegood_error* error);
} makegood_receipts;

/* ---- who works here */

typedef enum makegood_role {
    MAKEGOOD_CASHIER = 1,
    MAKEGOOD_SUPERVISOR = 2,
    MAKEGOOD_MANAGER = 3,
    MAKEGOOD_OWNER = 4
} makegood_role;

typedef struct makegood_staff_member {
    uint32_t size;
    int32_t role;
    int32_t language;
    const char* number;       /* needed: by which the till knows them */
    const char* english_name; /* one of the two names is needed */
    const char* persian_name;
    const char*
        pin; /* typed by the person; six to twelve digits that nobody guesses. NULL: they confirm by badge only */
} makegood_staff_member;

#define MAKEGOOD_STAFF "makegood.staff/1"
typedef struct makegood_staff {
    uint32_t size;
    /* Somebody works here. Of one who is known already nothing changes: a PIN is changed at the kiosk or by `makegood
     * staff`. About 0.2 s with a PIN. Errors: BAD_ARGUMENT, STORAGE; REFUSED, reason "pin_too_easy", or
     * "number_was_given" where the number is, or was, that of somebody with another role. [any-thread] */
    int32_t (*enrol)(makegood_plugin* plugin, const makegood_staff_member* member, makegood_error* error);
} makegood_staff;

/* ---- the desk, without a screen */

typedef struct makegood_found_line {
    uint32_t size;
    int32_t number;
    const char* code;
    const char* name;
    int64_t quantity_milli;
    int64_t left_milli; /* that was neither made good nor given back: 0 where nothing can be claimed */
    int32_t unit;
    makegood_amount amount;
} makegood_found_line;

typedef struct makegood_found_receipt {
    uint32_t size;
    int32_t revision; /* from 1; the till has sent it so often with other content */
    const char* key;  /* "unit/workstation/2011-12-05/sequence", with %2F for a / and %25 for a % in a part */
    const char* number;
    const char* begun_at;
    makegood_amount total;
    int32_t likely_permille;                 /* how sure; 0 where it was found by its number */
    const makegood_found_line* const* lines; /* goods that were sold; nothing voided, no fees */
    size_t line_count;
} makegood_found_receipt;

typedef struct makegood_found {
    uint32_t size;
    const makegood_found_receipt* const* receipts; /* the likeliest first, else the newest day first; at most 20 */
    size_t receipt_count;
    bool tell_more;   /* what was told leads nowhere by itself, as a weekday or a phone alone */
    bool only_newest; /* more could be meant than were looked at */
} makegood_found;

/* What a customer remembers; everything may be missing, and anything may be a little wrong. */
typedef struct makegood_facts {
    uint32_t size;
    int32_t days_off;         /* whoever says so may be off by so many days */
    const char* staff;        /* needed: who looks */
    const char* day_from;     /* NULL: not said */
    const char* day_to;       /* NULL: as day_from */
    const char* const* items; /* each a code, or words of a name */
    size_t item_count;
    makegood_amount total;
    int32_t total_permille; /* more or less; 0: nothing was said about it */
    const char* workstation;
    const char* number; /* '?' where a character cannot be read */
    const char* card_last_four;
    const char* phone;
    const char* customer_reference;
} makegood_facts;

typedef enum makegood_complaint {
    MAKEGOOD_NOT_AMONG_THE_GOODS = 1,
    MAKEGOOD_DAMAGED = 2,
    MAKEGOOD_SPOILED = 3,
    MAKEGOOD_WRONG_ITEM = 4,
    MAKEGOOD_WRONG_PRICE = 5,
    MAKEGOOD_RUNG_UP_TWICE = 6,
    MAKEGOOD_QUALITY = 7
} makegood_complaint;

typedef enum makegood_remedy {
    MAKEGOOD_REPLACEMENT = 1,
    MAKEGOOD_REFUND = 2,
    MAKEGOOD_PRICE_DIFFERENCE = 3,
    MAKEGOOD_VOUCHER = 4,
    MAKEGOOD_SUBSTITUTE = 5,
    MAKEGOOD_APOLOGY_LETTER = 6
} makegood_remedy;

typedef struct makegood_claim {
    uint32_t size;
    int32_t complaint;
    const char* request;
    const char* staff;   /* who stands at the counter */
    const char* receipt; /* its key */
    int32_t revision;    /* 0: the last one */
    int32_t line;
    int64_t quantity_milli;      /* 0: 1000 */
    makegood_amount right_price; /* of one, for a wrong price */
    bool without_paper;          /* nobody has seen the receipt's paper */
} makegood_claim;

/* NULL in the place of an offer: what is usual for the claim. */
typedef struct makegood_offer {
    uint32_t size;
    int32_t remedy;
    bool not_at_hand;         /* goods are owed until they are fetched or brought */
    const char* promised_for; /* the day by which they are */
    const char* instead_code; /* the other goods of a substitute */
    const char* instead_name;
    int64_t weighs_milli; /* the piece that is given, of goods that are weighed and at hand; 0: not weighed */
} makegood_offer;

typedef struct makegood_approval {
    uint32_t size;
    int32_t slip_language; /* of the customer; 0: the plugin's */
    const char* request;
    const char* case_id;
    const char* proposal; /* makegood_case.proposal: the one that the manager has seen */
    const char* approver; /* number; may be missing where a badge says it */
    const char* badge;    /* scanned at this request; NULL: none */
    const char* pin;      /* typed at this request; NULL: none */
} makegood_approval;

typedef enum makegood_case_state {
    MAKEGOOD_CLAIMED = 1,
    MAKEGOOD_AWAITING_MANAGER = 2,
    MAKEGOOD_OWED = 3,
    MAKEGOOD_HANDED_OVER = 4,
    MAKEGOOD_DECLINED = 5,
    MAKEGOOD_CLOSED = 6
} makegood_case_state;

typedef enum makegood_decision {
    MAKEGOOD_GIVE_NOW = 1,
    MAKEGOOD_MANAGER_CONFIRMS = 2,
    MAKEGOOD_MANAGER_DECIDES = 3
} makegood_decision;

typedef enum makegood_direction {
    MAKEGOOD_FOR_THE_CLAIM = 1,
    MAKEGOOD_AGAINST_THE_CLAIM = 2,
    MAKEGOOD_NOT_KNOWN = 3
} makegood_direction;

typedef enum makegood_proof { MAKEGOOD_PIN = 1, MAKEGOOD_PIN_OR_BADGE = 2, MAKEGOOD_PIN_AND_BADGE = 3 } makegood_proof;

typedef struct makegood_evidence {
    uint32_t size;
    int32_t direction;    /* makegood_direction; "no data" is said too */
    int32_t line;         /* which it is about; 0: all that is claimed */
    const char* finding;  /* "line_was_scanned" */
    const char* sentence; /* in the plugin's language */
} makegood_evidence;

typedef struct makegood_rule_answer {
    uint32_t size;
    int32_t decision; /* what it asks for */
    bool spoke;
    bool decided;
    const char* rule;
    const char* sentence;
} makegood_rule_answer;

/* A case as it stood when it was asked for. Texts are never NULL. */
typedef struct makegood_case {
    uint32_t size;
    int32_t state;
    const char* id;
    const char* receipt; /* key; empty where no receipt shows it */
    int32_t revision;
    int32_t line;
    int64_t quantity_milli;
    int32_t complaint;
    int32_t decision;
    makegood_amount value;
    const char* failure; /* what went wrong as far as the evidence tells: left_behind, missing … */
    const char* why;     /* the deciding reason, in a sentence */
    const char* to_say;  /* what may be said to the customer */
    const makegood_evidence* const* evidence; /* strongest first */
    size_t evidence_count;
    const makegood_rule_answer* const* rules; /* every rule asked, in the policy's order */
    size_t rule_count;
    const char* proposal;     /* that lies with a manager; else empty */
    int64_t proposal_left_ms; /* until it lapses; 0 where there is none */
    int32_t proof;            /* makegood_proof: what a manager has to show for this value */
    int32_t remedy;           /* makegood_remedy that was granted; 0: nothing yet */
    makegood_amount granted;  /* what it is worth */
    const char* given_by;     /* who stood at the counter */
    const char* confirmed_by; /* the manager; empty where none was needed */
    const char* promised_for;
    const char* declined_by;
    const char* declined_reason;
    const makegood_document* slip; /* NULL until something was granted */
} makegood_case;

#define MAKEGOOD_DESK "makegood.desk/1"
/* Each function that answers with a case or a find writes a pointer that is given back by makegood_plugin.release. All
 * are [any-thread]. Errors of all: BAD_ARGUMENT, STORAGE, and NOT_FOUND where there is no such receipt, case or slip;
 * and of each step REFUSED, by the name of the refusal (among them staff_unknown, case_is_elsewhere,
 * already_made_good) and a sentence for the counter. Steps stand in the order in
 * which a case meets them; where one does not fit the state of the case it is refused and nothing is changed. */
typedef struct makegood_desk {
    uint32_t size;
    /* By what is printed on the paper: its number, or its bar code as scanned. Nothing found is an empty list. Of both
     * ways to find, the journal keeps which receipts this person has seen. */
    int32_t (*find_printed)(makegood_plugin* plugin, const char* staff, const char* printed,
                            const makegood_found** found, makegood_error* error);
    int32_t (*find_by_facts)(makegood_plugin* plugin, const makegood_facts* facts, const makegood_found** found,
                             makegood_error* error);
    /* Takes down what the customer says of one line and decides. */
    int32_t (*claim)(makegood_plugin* plugin, const makegood_claim* claim, const makegood_case** answer,
                     makegood_error* error);
    /* As it stands now. */
    int32_t (*look)(makegood_plugin* plugin, const char* case_id, const makegood_case** answer, makegood_error* error);
    int32_t (*look_by_slip)(makegood_plugin* plugin, const char* slip, const makegood_case** answer,
                            makegood_error* error);
    /* Where the decision is MAKEGOOD_GIVE_NOW. The rules are asked anew: where they became stricter the case says so,
     * and nothing was given (state MAKEGOOD_CLAIMED). */
    int32_t (*give)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                    const makegood_offer* offer, int32_t slip_language, const makegood_case** answer,
                    makegood_error* error);
    /* Else: puts a proposal before a manager, who has two minutes. */
    int32_t (*ask_manager)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                           const makegood_offer* offer, const makegood_case** answer, makegood_error* error);
    int32_t (*withdraw)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                        const makegood_case** answer, makegood_error* error);
    /* By another person than the one who asked. Each try of a PIN is counted on disk before it is compared, which takes
     * 0.2 s on purpose; a request that failed may be tried again. */
    int32_t (*approve)(makegood_plugin* plugin, const makegood_approval* approval, const makegood_case** answer,
                       makegood_error* error);
    /* `reason` is look_together, more_to_find_out, put_right_before or not_from_here. */
    int32_t (*decline)(makegood_plugin* plugin, const makegood_approval* approval, const char* reason,
                       const makegood_case** answer, makegood_error* error);
    /* Of what is still owed: something else is given. */
    int32_t (*change)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                      const makegood_offer* offer, int32_t slip_language, const makegood_case** answer,
                      makegood_error* error);
    /* What was owed is in the customer's hand. */
    int32_t (*hand_over)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                         const makegood_case** answer, makegood_error* error);
    /* It stayed here after all; never once the case is closed or money was paid out. */
    int32_t (*take_back)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                         const makegood_case** answer, makegood_error* error);
    int32_t (*redeem_voucher)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                              const makegood_case** answer, makegood_error* error);
    /* A copy of the slip; settle asks the host for it. */
    int32_t (*print_again)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                           const makegood_case** answer, makegood_error* error);
    int32_t (*close_case)(makegood_plugin* plugin, const char* request, const char* staff, const char* case_id,
                          const makegood_case** answer, makegood_error* error);
    /* Recorded, then asked of makegood_host_drawer, whose outcome is written to `outcome` (may be NULL). REFUSED also
     * where the host has none: "no_drawer". */
    int32_t (*open_drawer)(makegood_plugin* plugin, const char* request, const char* staff, int32_t* outcome,
                           makegood_error* error);
} makegood_desk;

/* ---- what the desk asks of the till */

typedef struct makegood_settled {
    uint32_t size;    /* written by the host before the call */
    uint32_t done;    /* that have ended in this call */
    uint32_t waiting; /* that the next settle asks for again */
} makegood_settled;

#define MAKEGOOD_REQUESTS "makegood.requests/1"
typedef struct makegood_requests {
    uint32_t size;
    /* Asks the host for all that is due: papers, refunds, stock, in this order, each committed before it is asked for
     * and marked after. Call it after every step of the desk and once after open: what a crash cut off is asked for
     * again under its old id. What the host has no table for waits. `settled` may be NULL. Errors: BAD_ARGUMENT,
     * STORAGE, BUSY. [any-thread] */
    int32_t (*settle)(makegood_plugin* plugin, makegood_settled* settled, makegood_error* error);
} makegood_requests;

#ifdef __cplusplus
}
#endif

#endif
