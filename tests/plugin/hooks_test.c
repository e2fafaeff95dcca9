/* What a till has to say before anything is stored: facts, the answers of its rules, a veto; and what it may not do
 * there. Usage: hooks_test LIBRARY ASSETS FOLDER */
#define _GNU_SOURCE

#include "tests/plugin/counter.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the till says next, in which hook, and what it heard of. */
typedef enum { nowhere, at_claim, at_decision, at_approval, at_grant, at_stock } hook;
typedef struct {
    hook evidence_in, answer_in, veto_in, calls_in, dies_in;
    int32_t direction, line, decision;
    const char* sentence;
    int32_t took;        /* what the hearing answered last */
    int32_t from_inside; /* what the plugin answered that was called from a hook */
    char heard[256];     /* the hooks, by their first letters */
    int32_t granted;     /* the remedy that it heard of */
    int64_t taken_off;   /* the last movement */
} till;

static till now;
static counter at;

static void hear(hook in, const makegood_case* one, makegood_hearing* hearing) {
    static const char* const letters[] = {"", "c", "d", "a", "g", "s"};
    strcat(now.heard, letters[in]);
    CHECK(one->size == sizeof *one && one->id[0] != '\0' && hearing->size == sizeof *hearing);
    if (now.dies_in == in)
        kill(getpid(), SIGKILL);
    if (now.calls_in == in) {
        const makegood_case* other = NULL;
        makegood_settled settled = {.size = sizeof settled};
        now.from_inside = at.desk->look(at.plugin, one->id, &other, NULL);
        CHECK(at.requests->settle(at.plugin, &settled, NULL) == now.from_inside);
        CHECK(at.desk->open_drawer(at.plugin, "inside", "201", NULL, NULL) == now.from_inside);
        at.plugin->release(at.plugin, one);
    }
    if (now.evidence_in == in)
        now.took = hearing->add_evidence(hearing, now.direction, now.line, now.sentence);
    if (now.answer_in == in)
        now.took = hearing->add_answer(hearing, "risk", now.decision, now.sentence);
    if (now.veto_in == in)
        now.took = hearing->veto(hearing, "recall", now.sentence);
}

static void claim_requested(const makegood_host* host, const makegood_case* one, makegood_hearing* hearing) {
    (void)host;
    hear(at_claim, one, hearing);
}

static void decision_made(const makegood_host* host, const makegood_case* one, makegood_hearing* hearing) {
    (void)host;
    hear(at_decision, one, hearing);
}

static void approval_needed(const makegood_host* host, const makegood_case* one, makegood_hearing* hearing) {
    (void)host;
    CHECK(one->state == MAKEGOOD_AWAITING_MANAGER);
    hear(at_approval, one, hearing);
}

static void remedy_granted(const makegood_host* host, const makegood_case* one, makegood_hearing* hearing) {
    (void)host;
    now.granted = one->remedy;
    hear(at_grant, one, hearing);
}

static void stock_effect(const makegood_host* host, const makegood_case* one, const makegood_stock_movement* movement,
                         makegood_hearing* hearing) {
    (void)host;
    now.taken_off = movement->quantity_milli;
    CHECK(strcmp(movement->case_id, one->id) == 0);
    hear(at_stock, one, hearing);
}

static const makegood_host_hooks hooks = {sizeof hooks,    claim_requested, decision_made,
                                          approval_needed, remedy_granted,  stock_effect};

static int32_t open_drawer(const makegood_host* host, const char* request) {
    (void)host;
    (void)request;
    return MAKEGOOD_DONE;
}

static const void* extension(const makegood_host* host, const char* id) {
    static const makegood_host_drawer drawer = {sizeof drawer, open_drawer};
    (void)host;
    return strcmp(id, MAKEGOOD_HOST_CLOCK) == 0    ? (const void*)&clock_of_counter
           : strcmp(id, MAKEGOOD_HOST_HOOKS) == 0  ? (const void*)&hooks
           : strcmp(id, MAKEGOOD_HOST_DRAWER) == 0 ? (const void*)&drawer
                                                   : NULL;
}

static const makegood_host host = {sizeof host, MAKEGOOD_MAJOR, MAKEGOOD_MINOR, NULL, "till with a word",
                                   "1",         extension};

static int receipts_sold;
static char receipt[64];
static char request[64];
static int requests_made;

static const char* next_receipt(void) {
    char sequence[16];
    snprintf(sequence, sizeof sequence, "%d", ++receipts_sold);
    sell(&at, sequence, NULL);
    snprintf(receipt, sizeof receipt, "u/1/2011-12-01/%s", sequence);
    return receipt;
}

static const char* next_request(void) {
    snprintf(request, sizeof request, "r-%d", ++requests_made);
    return request;
}

static const till silent = {.line = 0, .direction = MAKEGOOD_FOR_THE_CLAIM, .took = -1, .from_inside = -1};

static const makegood_case* claim_now(int32_t line, char id[64]) {
    return claimed(&at, next_request(), next_receipt(), line, MAKEGOOD_DAMAGED, id);
}

static int32_t give(const char* id, const makegood_case** one) {
    return at.desk->give(at.plugin, next_request(), "101", id, NULL, MAKEGOOD_ENGLISH, one, &error);
}

static const makegood_case* ask_manager(const char* id) {
    const makegood_case* one = NULL;
    CHECK(at.desk->ask_manager(at.plugin, next_request(), "101", id, NULL, &one, &error) == MAKEGOOD_OK);
    return one;
}

static int32_t approve(const char* id, const char* by_request, const makegood_case** one) {
    char proposal[64];
    snprintf(proposal, sizeof proposal, "%s", look(&at, id)->proposal);
    const makegood_approval approval = {.size = sizeof approval,
                                        .request = by_request,
                                        .case_id = id,
                                        .proposal = proposal,
                                        .approver = "201",
                                        .pin = "739518"};
    return at.desk->approve(at.plugin, &approval, one, &error);
}

static bool has_rule(const makegood_case* one, const char* rule) {
    for (size_t i = 0; i < one->rule_count; ++i)
        if (strcmp(one->rules[i]->rule, rule) == 0 && one->rules[i]->spoke)
            return true;
    return false;
}

static bool has_fact(const makegood_case* one, const char* says) {
    for (size_t i = 0; i < one->evidence_count; ++i)
        if (strcmp(one->evidence[i]->finding, "told_by_till") == 0)
            return strstr(one->evidence[i]->sentence, says) != NULL;
    return false;
}

static void hear_each_step_once(void) {
    const makegood_case* one = NULL;
    char id[64], again[64];
    now = silent;
    const makegood_claim told = claim_on("once", next_receipt(), olives, MAKEGOOD_DAMAGED);
    CHECK(at.desk->claim(at.plugin, &told, &one, &error) == MAKEGOOD_OK && strcmp(now.heard, "cd") == 0);
    snprintf(id, sizeof id, "%s", one->id);
    CHECK(at.desk->claim(at.plugin, &told, &one, &error) == MAKEGOOD_OK && strcmp(now.heard, "cd") == 0);
    now = silent;
    CHECK(give(id, &one) == MAKEGOOD_OK && strcmp(now.heard, "gs") == 0);
    CHECK(now.granted == MAKEGOOD_REPLACEMENT && now.taken_off == -1000);
    now = silent;
    snprintf(again, sizeof again, "%s", request);
    CHECK(at.desk->give(at.plugin, again, "101", id, NULL, 0, &one, &error) == MAKEGOOD_OK && now.heard[0] == '\0');
    CHECK(at.desk->take_back(at.plugin, next_request(), "101", id, &one, &error) == MAKEGOOD_OK);
    CHECK(strcmp(now.heard, "d") == 0);
    now = silent;
    claim_now(lamp, id);
    now = silent;
    ask_manager(id);
    CHECK(strcmp(now.heard, "a") == 0);
    now = silent;
    CHECK(approve(id, next_request(), &one) == MAKEGOOD_OK && strcmp(now.heard, "gs") == 0);
}

static void add_to_the_decision(void) {
    char id[64];
    now = silent;
    now.evidence_in = at_claim;
    now.line = olives;
    now.sentence = "The camera shows it on the belt";
    CHECK(has_fact(claim_now(olives, id), now.sentence) && now.took == MAKEGOOD_OK);
    CHECK(look(&at, id)->decision == MAKEGOOD_GIVE_NOW);

    /* Against the claim, so that the shop's own rule speaks. */
    now.direction = MAKEGOOD_AGAINST_THE_CLAIM;
    const makegood_case* one = claim_now(olives, id);
    CHECK(one->decision == MAKEGOOD_MANAGER_CONFIRMS && has_rule(one, "something-speaks-against-it"));

    now = silent;
    now.answer_in = at_decision;
    now.decision = MAKEGOOD_MANAGER_CONFIRMS;
    now.sentence = "Three of these today";
    one = claim_now(olives, id);
    CHECK(one->decision == MAKEGOOD_MANAGER_CONFIRMS && strcmp(one->why, now.sentence) == 0);
    CHECK(has_rule(one, "till/risk"));
    const makegood_case* given = NULL;
    REFUSED(give(id, &given), "needs_manager");
    open_again(&at, &host); /* the journal has it */
    CHECK(has_rule(look(&at, id), "till/risk") && strcmp(look(&at, id)->why, "Three of these today") == 0);

    /* It makes nothing freer. */
    now = silent;
    now.answer_in = at_claim;
    now.decision = MAKEGOOD_GIVE_NOW;
    now.sentence = "A good customer";
    one = claim_now(lamp, id);
    CHECK(one->decision == MAKEGOOD_MANAGER_CONFIRMS && has_rule(one, "till/risk"));

    now = silent;
    now.evidence_in = at_approval;
    now.direction = MAKEGOOD_NOT_KNOWN;
    now.sentence = "The lamp is on the shelf of returns";
    CHECK(has_fact(ask_manager(id), now.sentence));
}

static void veto_a_machine(void) {
    const hook places[] = {at_claim, at_decision};
    const makegood_case* one = NULL;
    char id[64];
    for (size_t i = 0; i < 2; ++i) {
        now = silent;
        now.veto_in = places[i];
        now.sentence = "These are recalled";
        one = claim_now(olives, id);
        CHECK(one->state == MAKEGOOD_CLAIMED && one->decision == MAKEGOOD_MANAGER_DECIDES);
        CHECK(strcmp(one->why, now.sentence) == 0 && has_rule(one, "till/recall"));
    }
    const hook gifts[] = {at_grant, at_stock};
    for (size_t i = 0; i < 2; ++i) {
        now = silent;
        claim_now(olives, id);
        now.veto_in = gifts[i];
        now.sentence = "These are recalled";
        CHECK(give(id, &one) == MAKEGOOD_OK);
        CHECK(one->state == MAKEGOOD_CLAIMED && one->slip == NULL && one->decision == MAKEGOOD_MANAGER_DECIDES);
        CHECK(strcmp(one->why, now.sentence) == 0);
        char again[64];
        snprintf(again, sizeof again, "%s", request);
        CHECK(at.desk->give(at.plugin, again, "101", id, NULL, 0, &one, &error) == MAKEGOOD_OK);
        CHECK(one->state == MAKEGOOD_CLAIMED);
        REFUSED(give(id, &one), "needs_manager");
        /* The manager reads why, and decides. */
        CHECK(strcmp(ask_manager(id)->why, now.sentence) == 0);
        CHECK(approve(id, next_request(), &one) == MAKEGOOD_OK && one->state == MAKEGOOD_HANDED_OVER);
        CHECK(strcmp(one->confirmed_by, "201") == 0);
    }
}

static void veto_before_a_manager(void) {
    const makegood_case* one = NULL;
    char id[64], first[64];
    now = silent;
    claim_now(lamp, id);
    ask_manager(id);
    now.veto_in = at_grant;
    now.sentence = "This lamp is recalled";
    snprintf(first, sizeof first, "%s", next_request());
    REFUSED(approve(id, first, &one), "till_veto");
    CHECK(strcmp(error.sentence, now.sentence) == 0);
    CHECK(look(&at, id)->state == MAKEGOOD_AWAITING_MANAGER && look(&at, id)->slip == NULL);
    /* Asked again by a till that lost the answer: nobody has decided anything anew. */
    CHECK(approve(id, first, &one) == MAKEGOOD_OK && one->state == MAKEGOOD_AWAITING_MANAGER);
    CHECK(strcmp(one->why, now.sentence) == 0 || has_rule(one, "till/recall"));
    CHECK(approve(id, next_request(), &one) == MAKEGOOD_OK && one->state == MAKEGOOD_HANDED_OVER);

    /* Another reason is another veto; one that the proposal came with is known. */
    now = silent;
    claim_now(lamp, id);
    now.veto_in = at_approval;
    now.sentence = "Not this brand";
    CHECK(has_rule(ask_manager(id), "till/recall"));
    now.veto_in = at_grant;
    now.sentence = "Not today";
    REFUSED(approve(id, next_request(), &one), "till_veto");
    now.sentence = "Not this colour";
    REFUSED(approve(id, next_request(), &one), "till_veto");
    CHECK(approve(id, next_request(), &one) == MAKEGOOD_OK && one->state == MAKEGOOD_HANDED_OVER);
}

static void veto_a_change(void) {
    const makegood_offer owed = {.size = sizeof owed, .remedy = MAKEGOOD_REPLACEMENT, .not_at_hand = true};
    const makegood_offer voucher = {.size = sizeof voucher, .remedy = MAKEGOOD_VOUCHER};
    const makegood_case* one = NULL;
    char id[64];
    now = silent;
    claim_now(olives, id);
    CHECK(at.desk->give(at.plugin, next_request(), "101", id, &owed, 0, &one, &error) == MAKEGOOD_OK);
    now.veto_in = at_grant;
    now.sentence = "No vouchers today";
    for (int i = 0; i < 2; ++i) {
        REFUSED(at.desk->change(at.plugin, next_request(), "101", id, &voucher, 0, &one, &error), "till_veto");
        CHECK(look(&at, id)->state == MAKEGOOD_OWED && look(&at, id)->remedy == MAKEGOOD_REPLACEMENT);
        CHECK(has_rule(look(&at, id), "till/recall"));
    }
    now = silent;
    CHECK(at.desk->change(at.plugin, next_request(), "101", id, &voucher, 0, &one, &error) == MAKEGOOD_OK);
}

static void call_from_a_hook(void) {
    const hook places[] = {at_claim, at_decision};
    char id[64];
    for (size_t i = 0; i < 2; ++i) {
        now = silent;
        now.calls_in = places[i];
        claim_now(milk, id);
        CHECK(now.from_inside == MAKEGOOD_BUSY);
    }
}

/* A word that is not understood stores nothing. */
static void speak_wrongly(void) {
    static char long_sentence[400];
    const makegood_case* one = NULL;
    char id[64];
    memset(long_sentence, 'x', sizeof long_sentence - 1);
    const struct {
        int32_t direction, line;
        const char* sentence;
    } rows[] = {{9, 0, "x"}, {0, 0, "x"}, {1, 7, "x"}, {1, 0, NULL}, {1, 0, ""}, {1, 0, "\xff"}, {1, 0, long_sentence}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        now = silent;
        now.evidence_in = at_claim;
        now.direction = rows[i].direction;
        now.line = rows[i].line;
        now.sentence = rows[i].sentence;
        const makegood_claim told = claim_on(next_request(), next_receipt(), olives, MAKEGOOD_DAMAGED);
        CHECK(at.desk->claim(at.plugin, &told, &one, &error) == MAKEGOOD_BAD_ARGUMENT && error.detail[0] != '\0');
        CHECK(now.took == MAKEGOOD_BAD_ARGUMENT);
        now = silent;
        CHECK(at.desk->claim(at.plugin, &told, &one, &error) == MAKEGOOD_OK); /* it is the first of its id */
        CHECK(strcmp(now.heard, "cd") == 0);
    }
    claim_now(olives, id);
    now.evidence_in = at_grant;
    now.sentence = "Too late";
    CHECK(give(id, &one) == MAKEGOOD_BAD_ARGUMENT && look(&at, id)->state == MAKEGOOD_CLAIMED);
    now = silent;
    now.answer_in = at_grant;
    now.decision = MAKEGOOD_MANAGER_DECIDES;
    now.sentence = "Too late";
    CHECK(give(id, &one) == MAKEGOOD_BAD_ARGUMENT && look(&at, id)->slip == NULL);
    now = silent;
    CHECK(give(id, &one) == MAKEGOOD_OK);
}

static void die_in_a_hook(void) {
    const makegood_case* one = NULL;
    char id[64];
    now = silent;
    claim_now(milk, id);
    at.plugin->close(at.plugin);
    next_request();
    const pid_t child = fork();
    if (child == 0) {
        open_counter(&at, &host);
        now.dies_in = at_grant;
        at.desk->give(at.plugin, request, "101", id, NULL, 0, &one, &error);
        _exit(0);
    }
    int ended = 0;
    CHECK(waitpid(child, &ended, 0) == child && WIFSIGNALED(ended));
    open_counter(&at, &host);
    CHECK(look(&at, id)->state == MAKEGOOD_CLAIMED);
    CHECK(at.desk->give(at.plugin, request, "101", id, NULL, 0, &one, &error) == MAKEGOOD_OK);
    CHECK(one->state == MAKEGOOD_HANDED_OVER);
}

int main(int argc, char** argv) {
    if (argc != 4)
        give_up("hooks", "usage: hooks_test LIBRARY ASSETS FOLDER");
    char data[1000];
    snprintf(data, sizeof data, "%s/data", argv[3]);
    void* loaded = load(argv[1]);
    at = (counter){.entry = entry_of(loaded), .assets = argv[2], .data = data};
    open_counter(&at, &host);
    enrol(&at, MAKEGOOD_CASHIER, "101", "Nora Field", NULL);
    enrol(&at, MAKEGOOD_MANAGER, "201", "Ellen Marsh", "739518");
    hear_each_step_once();
    add_to_the_decision();
    veto_a_machine();
    veto_before_a_manager();
    veto_a_change();
    call_from_a_hook();
    speak_wrongly();
    die_in_a_hook();
    at.plugin->close(at.plugin);
    dlclose(loaded);
    puts("the till's word is heard");
    return 0;
}
