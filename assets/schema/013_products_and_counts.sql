-- What the shop says of its goods beside its sales. `goods` is a code in the one spelling under which all of its
-- spellings are found: workflows/stock/product.hpp. Nobody had filled the table of products of before.
DROP TABLE product;

-- Lists of products, of which only the one named by product_list holds: a new one comes in beside it.
CREATE TABLE product (
    list INTEGER NOT NULL,
    goods TEXT NOT NULL,
    code TEXT NOT NULL, -- as the list spells it
    name TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0), -- of one, or of one kilogram
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    still_sold INTEGER NOT NULL CHECK (still_sold IN (0, 1)),
    by_weight INTEGER NOT NULL CHECK (by_weight IN (0, 1)),
    PRIMARY KEY (list, goods)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_list (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    list INTEGER NOT NULL,
    told_at INTEGER NOT NULL
) STRICT;

-- How much of some goods was found in the shop, in thousandths; `expected` is what the till's stock said.
CREATE TABLE stock_count (
    goods TEXT NOT NULL,
    counted_at INTEGER NOT NULL,
    code TEXT NOT NULL,
    counted INTEGER NOT NULL CHECK (counted >= 0),
    expected INTEGER,
    PRIMARY KEY (goods, counted_at)
) STRICT, WITHOUT ROWID;

-- What the till's stock has to learn of each grant, as the journal tells it; `number` counts from 1.
CREATE TABLE stock_movement (
    grant_id TEXT NOT NULL REFERENCES remedy_grant (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    case_id TEXT NOT NULL REFERENCES recovery_case (id),
    goods TEXT NOT NULL,
    code TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 6),
    moved_at INTEGER NOT NULL,
    PRIMARY KEY (grant_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX stock_movement_by_time ON stock_movement (moved_at);
CREATE INDEX stock_movement_by_goods ON stock_movement (goods, moved_at);
