-- Which version of the tz database the counts were reckoned by: days and due instants may be others with another one, then all is counted anew. NULL where a program of
-- the version before saved last and wrote none.
-- Compatible from: 1
ALTER TABLE checkpoint ADD COLUMN zones text COLLATE "C";
