"""A till in Python that has loaded Makegood: one sale, one missing item, one slip.

Usage: till.py LIBRARY ASSETS FOLDER [crash]; with crash it kills itself when the slip is out and nobody knows yet.
"""
import ctypes as c
import os
import signal
import sys

text, number, count, pointer = c.c_char_p, c.c_int32, c.c_size_t, c.c_void_p


def struct(name, *members):
    kinds = [("size", c.c_uint32), *members]
    return type(name, (c.Structure,), {"_fields_": kinds})


def sized(kind, **members):
    return kind(size=c.sizeof(kind), **members)


Amount = type("Amount", (c.Structure,), {"_fields_": [("units", c.c_int64), ("currency", c.c_char * 4), ("exponent", number)]})
Error = struct("Error", ("status", number), ("reason", c.c_char * 64), ("sentence", c.c_char * 640), ("detail", c.c_char * 640))
Host = struct("Host", ("major", c.c_uint32), ("minor", c.c_uint32), ("context", pointer), ("name", text), ("version", text),
              ("extension", c.CFUNCTYPE(pointer, pointer, text)))
Options = struct("Options", ("language", number), ("data_folder", text), ("assets_folder", text), ("terminal", text))
Plugin = struct("Plugin", ("major", c.c_uint32), ("minor", c.c_uint32), ("extension", c.CFUNCTYPE(pointer, pointer, text)),
                ("release", c.CFUNCTYPE(None, pointer, pointer)), ("close", c.CFUNCTYPE(None, pointer)))
Entry = struct("Entry", ("major", c.c_uint32), ("minor", c.c_uint32),
               ("open", c.CFUNCTYPE(number, pointer, pointer, pointer, pointer)))
Line = struct("Line", ("number", number), ("kind", number), ("unit", number), ("entry_method", number), ("voided", c.c_bool),
              ("code", text), ("name", text), ("quantity_milli", c.c_int64), ("amount", Amount), ("discount", Amount))
Receipt = struct("Receipt", ("kind", number), ("business_unit", text), ("workstation", text), ("business_day", text),
                 ("sequence", text), ("number", text), ("begun_at", text), ("utc_offset_minutes", number),
                 ("has_utc_offset", c.c_bool), ("operator_id", text), ("customer_reference", text), ("customer_phone", text),
                 ("total", Amount), ("lines", pointer), ("line_count", count), ("tenders", pointer), ("tender_count", count),
                 ("taxes", pointer), ("tax_count", count), ("returns", pointer), ("return_count", count))
Receipts = struct("Receipts", ("take_receipt", c.CFUNCTYPE(number, pointer, pointer, pointer, pointer)),
                  ("take_receipts", pointer), ("take_products", pointer))
Member = struct("Member", ("role", number), ("language", number), ("number", text), ("english_name", text),
                ("persian_name", text), ("pin", text))
Staff = struct("Staff", ("enrol", c.CFUNCTYPE(number, pointer, pointer, pointer)))
Claim = struct("Claim", ("complaint", number), ("request", text), ("staff", text), ("receipt", text), ("revision", number),
               ("line", number), ("quantity_milli", c.c_int64), ("right_price", Amount), ("without_paper", c.c_bool))
Evidence = struct("Evidence", ("direction", number), ("line", number), ("finding", text), ("sentence", text))
# As far as this till looks: members behind these are there and not read.
Case = struct("Case", ("state", number), ("id", text), ("receipt", text), ("revision", number), ("line", number),
              ("quantity_milli", c.c_int64), ("complaint", number), ("decision", number), ("value", Amount),
              ("failure", text), ("why", text), ("to_say", text), ("evidence", c.POINTER(c.POINTER(Evidence))),
              ("evidence_count", count))
Desk = struct("Desk", ("find_printed", pointer), ("find_by_facts", pointer),
              ("claim", c.CFUNCTYPE(number, pointer, pointer, pointer, pointer)), ("look", pointer), ("look_by_slip", pointer),
              ("give", c.CFUNCTYPE(number, pointer, text, text, text, pointer, number, pointer, pointer)))
Requests = struct("Requests", ("settle", c.CFUNCTYPE(number, pointer, pointer, pointer)))
DocumentLine = struct("DocumentLine", ("style", number), ("text", text), ("value", text))
Document = struct("Document", ("language", number), ("number", text), ("copy_mark", text),
                  ("lines", c.POINTER(c.POINTER(DocumentLine))), ("line_count", count))
Printer = struct("Printer", ("print", c.CFUNCTYPE(number, pointer, text, c.POINTER(Document))))
Clock = struct("Clock", ("wall_ms", c.CFUNCTYPE(c.c_int64, pointer)), ("utc_offset_minutes", c.CFUNCTYPE(number, pointer)))

Hearing = struct("Hearing", ("add_evidence", c.CFUNCTYPE(number, pointer, number, number, text)))
Hook = c.CFUNCTYPE(None, pointer, pointer, pointer)
Hooks = struct("Hooks", ("claim_requested", Hook), ("decision_made", Hook), ("approval_needed", Hook), ("remedy_granted", Hook),
               ("stock_effect", pointer))

DONE, ENGLISH, CASHIER, NOT_AMONG_THE_GOODS, GIVE_NOW, HANDED_OVER = 1, 1, 1, 1, 1, 4

library, assets, folder = sys.argv[1:4]
crash = sys.argv[4:] == ["crash"]
book = os.path.join(folder, "book")


def print_slip(_host, request, document):
    known = open(book, encoding="utf-8").read() if os.path.exists(book) else ""
    if request.decode() not in known:
        slip = document.contents
        lines = [slip.lines[i].contents for i in range(slip.line_count)]
        with open(book, "a", encoding="utf-8") as file:
            file.write(request.decode() + " " + "|".join((line.text + b" " + line.value).decode() for line in lines) + "\n")
    if crash:
        os.kill(os.getpid(), signal.SIGKILL)
    return DONE


def claim_requested(_host, _case, hearing):
    FOR_THE_CLAIM = 1
    assert Hearing.from_address(hearing).add_evidence(hearing, FOR_THE_CLAIM, 1, "They stayed on the belt".encode()) == 0


hooks = sized(Hooks, claim_requested=Hook(claim_requested))
printer = sized(Printer, print=Printer._fields_[1][1](print_slip))
clock = sized(Clock, wall_ms=Clock._fields_[1][1](lambda _host: 1323079200000),
              utc_offset_minutes=Clock._fields_[2][1](lambda _host: 0))
tables = {b"makegood.host.printer/1": printer, b"makegood.host.clock/1": clock, b"makegood.host.hooks/1": hooks}
host = sized(Host, major=1, name=b"python till", version=b"1",
             extension=Host._fields_[6][1](lambda _host, name: c.addressof(tables[name]) if name in tables else None))

error = sized(Error)


def must(status):
    if status != 0:
        sys.exit(f"python till: {status} {error.reason.decode()} {error.sentence.decode()} {error.detail.decode()}")


entry = Entry.in_dll(c.CDLL(library), "makegood_pos_entry")
options = sized(Options, data_folder=os.path.join(folder, "data").encode(), assets_folder=assets.encode())
opened = pointer()
must(entry.open(c.addressof(host), c.addressof(options), c.addressof(opened), c.addressof(error)))
plugin = Plugin.from_address(opened.value)


def table(kind, name):
    return kind.from_address(plugin.extension(opened, name))


receipts, staff = table(Receipts, b"makegood.receipts/1"), table(Staff, b"makegood.staff/1")
desk, requests = table(Desk, b"makegood.desk/1"), table(Requests, b"makegood.requests/1")

must(requests.settle(opened, None, c.addressof(error)))
nora = sized(Member, role=CASHIER, number=b"101", english_name=b"Nora Field")
must(staff.enrol(opened, c.addressof(nora), c.addressof(error)))

price = Amount(350, b"GBP", 2)
olives = sized(Line, code=b"5000112637922", name=b"Olives", amount=price)
lines = (pointer * 1)(c.addressof(olives))
sale = sized(Receipt, business_unit=b"shop-1", workstation=b"2", sequence=b"17", begun_at=b"2011-12-01T09:30:00", total=price,
             lines=c.addressof(lines), line_count=1)
must(receipts.take_receipt(opened, c.addressof(sale), None, c.addressof(error)))

answer = pointer()
claim = sized(Claim, complaint=NOT_AMONG_THE_GOODS, request=b"claim-1", staff=b"101", receipt=b"shop-1/2/2011-12-01/17", line=1)
must(desk.claim(opened, c.addressof(claim), c.addressof(answer), c.addressof(error)))
case = Case.from_address(answer.value)
assert case.decision == GIVE_NOW, case.why
said = [fact.contents.sentence for fact in case.evidence[:case.evidence_count] if fact.contents.finding == b"told_by_till"]
assert said == [b"The till says: They stayed on the belt"], said
must(desk.give(opened, b"give-1", b"101", case.id, None, ENGLISH, c.addressof(answer), c.addressof(error)))
case = Case.from_address(answer.value)
assert case.state == HANDED_OVER, case.state
print(case.to_say.decode())
must(requests.settle(opened, None, c.addressof(error)))
plugin.close(opened)
