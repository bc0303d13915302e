/* The least that adding a card can cost: open the board, insert one row with synchronous=FULL, close. Everything that
   SQLite does besides (its checkpoint at the closing, our triggers) is turned off. With a second argument, the least that
   a first frame needs of the board: its columns, how many cards are in one, and the top ones. Without any, nothing. */

#include <stdio.h>

typedef struct sqlite3 sqlite3;
int sqlite3_open_v2(const char *, sqlite3 **, int, const char *);
int sqlite3_db_config(sqlite3 *, int, ...);
int sqlite3_exec(sqlite3 *, const char *, void *, void *, char **);
int sqlite3_close(sqlite3 *);

enum { READ_WRITE = 0x2, NO_MUTEX = 0x8000, ENABLE_TRIGGER = 1003, NO_CKPT_ON_CLOSE = 1006 };

int main(int count, char **arguments)
{
    sqlite3 *db;
    char *why = 0;
    const char *add = "PRAGMA synchronous = FULL; INSERT INTO card (title, column_id, rank) VALUES ('x', 1, 'zz')";
    const char *read = "SELECT id, name, \"limit\", rank, done, color FROM board_column;"
                       "SELECT count(*) FROM card WHERE column_id = 1 AND archived = 0;"
                       "SELECT * FROM card WHERE column_id = 1 AND archived = 0 ORDER BY rank, id LIMIT 20";
    if (count == 1)
        return 0;
    if (sqlite3_open_v2(arguments[1], &db, READ_WRITE | NO_MUTEX, 0))
        return 1;
    sqlite3_db_config(db, ENABLE_TRIGGER, 0, 0);
    sqlite3_db_config(db, NO_CKPT_ON_CLOSE, 1, 0);
    if (sqlite3_exec(db, count == 2 ? add : read, 0, 0, &why)) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    return sqlite3_close(db);
}
