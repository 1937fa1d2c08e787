using Microsoft.Data.Sqlite;
using Obs.Local.Environments;
using Obs.Local.Traces;

namespace Obs.Local.Store;

/// <summary>The tables, and which version of them a file holds.</summary>
/// <remarks>
/// Every table that grows has a rowid that rises with <c>received</c> (milliseconds since 1970), so that the oldest rows are the first rows
/// and trimming never scans. Times of telemetry itself (<c>start</c>, <c>time</c>) are whatever the sender says.
/// </remarks>
internal static class Schema
{
    /// <summary>Raised with every change of the tables; a file of a newer version is refused, one of an older version is brought
    /// up.</summary>
    public const int Version = 6;

    /// <summary>"OBSL": tells our files from any other SQLite file.</summary>
    private const int ApplicationId = 0x4F42534C;

    private const string Tables = """
        CREATE TABLE segments(
          row INTEGER PRIMARY KEY, received INTEGER NOT NULL, trace_id TEXT NOT NULL, id TEXT NOT NULL, parent_id TEXT,
          subsegment INTEGER NOT NULL, name TEXT NOT NULL, origin TEXT, start REAL NOT NULL, end REAL, in_progress INTEGER NOT NULL,
          outcome INTEGER NOT NULL, annotations TEXT, environment TEXT, document BLOB NOT NULL);
        CREATE UNIQUE INDEX segments_id ON segments(trace_id, id);
        CREATE INDEX segments_start ON segments(start);

        CREATE TABLE calls(
          row INTEGER PRIMARY KEY, received INTEGER NOT NULL, trace_id TEXT NOT NULL, id TEXT NOT NULL, document_id TEXT NOT NULL,
          caller TEXT, name TEXT NOT NULL, kind INTEGER NOT NULL, type TEXT, start REAL NOT NULL, end REAL, outcome INTEGER NOT NULL,
          traced INTEGER NOT NULL);
        CREATE INDEX calls_id ON calls(trace_id, id);
        CREATE INDEX calls_start ON calls(start);

        CREATE TABLE traces(
          row INTEGER PRIMARY KEY, received INTEGER NOT NULL, trace_id TEXT NOT NULL UNIQUE, start REAL NOT NULL, end REAL NOT NULL,
          entry_rank INTEGER NOT NULL, entry_id TEXT NOT NULL, entry_start REAL NOT NULL, service TEXT NOT NULL, method TEXT, url TEXT,
          route TEXT, status INTEGER, outcome INTEGER NOT NULL, response REAL, flags INTEGER NOT NULL, nodes INTEGER NOT NULL);

        CREATE TABLE series(
          row INTEGER PRIMARY KEY, namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL, unit TEXT NOT NULL,
          last INTEGER NOT NULL, UNIQUE(namespace, name, dimensions, unit));
        CREATE TABLE data(
          row INTEGER PRIMARY KEY, received INTEGER NOT NULL, series INTEGER NOT NULL, time INTEGER NOT NULL, count REAL NOT NULL,
          sum REAL NOT NULL, min REAL NOT NULL, max REAL NOT NULL, distribution BLOB);
        CREATE INDEX data_series ON data(series, time);

        CREATE TABLE log_groups(row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created INTEGER NOT NULL);
        CREATE TABLE log_streams(
          row INTEGER PRIMARY KEY, log_group INTEGER NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL, first INTEGER, last INTEGER,
          ingested INTEGER, UNIQUE(log_group, name));
        CREATE TABLE log_events(
          row INTEGER PRIMARY KEY, received INTEGER NOT NULL, stream INTEGER NOT NULL, time INTEGER NOT NULL, message TEXT NOT NULL,
          level TEXT, service TEXT, environment TEXT, logger TEXT, text TEXT, trace_id TEXT, span_id TEXT);
        CREATE INDEX log_events_stream ON log_events(stream, time);
        CREATE INDEX log_events_find ON log_events(time, level, service, environment);
        CREATE INDEX log_events_trace ON log_events(trace_id) WHERE trace_id IS NOT NULL;
        """ + Resources + Digests + Terms + Environments + Links;

    private const string Resources = """
        CREATE TABLE resources(
          kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL,
          PRIMARY KEY(kind, name)) WITHOUT ROWID;
        CREATE TABLE alarm_history(
          row INTEGER PRIMARY KEY, received INTEGER NOT NULL, alarm TEXT NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL,
          summary TEXT NOT NULL, data TEXT NOT NULL);
        CREATE INDEX alarm_history_alarm ON alarm_history(alarm, row);
        """;

    // What is worked out of the documents as they are written, so that no view has to. traces.flags: all flags of all that the trace
    // did. traces.nodes: a bit for each service, callee or environment it went through. minutes: the service graph of each minute that
    // has telemetry; null until it is drawn.
    private const string Digests = """
        CREATE INDEX traces_find ON traces(start, end, outcome, status, response, flags, nodes);
        CREATE TABLE nodes(bit INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE minutes(minute INTEGER PRIMARY KEY, graph BLOB);
        """;

    // Hashes of what filters name, by trace; in buckets of traces that came together, so that a hash that no two of them share does not
    // make each of them write a page of its own.
    private const string Terms = """
        CREATE TABLE terms(
          bucket INTEGER NOT NULL, term INTEGER NOT NULL, trace INTEGER NOT NULL, PRIMARY KEY(bucket, term, trace)) WITHOUT ROWID;
        """;

    // In which minutes of telemetry an environment was named: first and last in milliseconds, and when that was received.
    private const string Environments = """
        CREATE TABLE environments(
          name TEXT NOT NULL, minute INTEGER NOT NULL, first REAL NOT NULL, last REAL NOT NULL, received INTEGER NOT NULL,
          PRIMARY KEY(name, minute)) WITHOUT ROWID;
        """;

    // Which work of other traces a document goes on with.
    private const string Links = """
        CREATE TABLE links(
          row INTEGER PRIMARY KEY, received INTEGER NOT NULL, trace_id TEXT NOT NULL, document_id TEXT NOT NULL, start REAL NOT NULL,
          outcome INTEGER NOT NULL, linked_trace TEXT NOT NULL, linked_id TEXT NOT NULL);
        CREATE INDEX links_start ON links(start);
        CREATE INDEX links_document ON links(trace_id, document_id);
        """;

    // Version 1 did not keep the route; traces from then go by their path.
    private const string FromVersion1 = "ALTER TABLE traces ADD COLUMN route TEXT;";

    // Version 2 kept what was sent and nothing that was set up by name.
    private const string FromVersion2 = Resources;

    // Version 3 had to read documents for all of that. Of its traces everything is possible until their documents are looked at.
    private static readonly string FromVersion3 = $"""
        ALTER TABLE traces ADD COLUMN response REAL;
        ALTER TABLE traces ADD COLUMN flags INTEGER NOT NULL DEFAULT 15;
        ALTER TABLE traces ADD COLUMN nodes INTEGER NOT NULL DEFAULT -1;
        UPDATE traces SET response = (
          SELECT s.end - s.start FROM segments s WHERE s.trace_id = traces.trace_id AND s.id = traces.entry_id);
        DROP INDEX traces_start;
        {Digests}
        CREATE TABLE terms(term INTEGER NOT NULL, trace INTEGER NOT NULL, PRIMARY KEY(term, trace)) WITHOUT ROWID;
        INSERT INTO terms(term, trace) SELECT {TraceTerms.Any}, row FROM traces;
        INSERT INTO minutes(minute) SELECT DISTINCT CAST(start / 60 AS INTEGER) FROM segments
          UNION SELECT DISTINCT CAST(start / 60 AS INTEGER) FROM calls;
        """;

    // Version 4 left environments in documents and messages. A trace from then may have gone through any, as far as its bits say.
    private static readonly string FromVersion4 = $"""
        ALTER TABLE segments ADD COLUMN environment TEXT;
        ALTER TABLE log_events ADD COLUMN environment TEXT;
        UPDATE segments SET environment = CAST(document AS TEXT) ->> '$.metadata.service.environment'
          WHERE json_valid(CAST(document AS TEXT)) AND json_type(CAST(document AS TEXT), '$.metadata.service.environment') = 'text';
        UPDATE segments SET environment = NULL WHERE length(environment) NOT BETWEEN 1 AND {EnvironmentName.MaxLength};
        UPDATE log_events SET environment = message ->> '$.environment'
          WHERE json_valid(message) AND json_type(message, '$.environment') = 'text';
        UPDATE log_events SET environment = NULL WHERE length(environment) NOT BETWEEN 1 AND {EnvironmentName.MaxLength};
        UPDATE traces SET nodes = -1;
        """;

    // Version 5 had terms in one piece, found environments by indexes of all rows that have one, and drew no links.
    private static readonly string FromVersion5 = $"""
        ALTER TABLE terms RENAME TO terms_of_5;
        {Terms}
        INSERT INTO terms(bucket, term, trace) SELECT trace >> {TraceTerms.BucketBits}, term, trace FROM terms_of_5 ORDER BY 1, 2, 3;
        DROP TABLE terms_of_5;
        {Links}
        {Environments}
        INSERT INTO environments(name, minute, first, last, received)
          SELECT environment, CAST(time / 60000 AS INTEGER), min(time), max(time), max(received) FROM (
            SELECT environment, start * 1000 AS time, received FROM segments WHERE environment IS NOT NULL
            UNION ALL SELECT environment, time, received FROM log_events WHERE environment IS NOT NULL) GROUP BY 1, 2;
        DROP INDEX IF EXISTS segments_environment;
        DROP INDEX IF EXISTS log_events_environment;
        DROP INDEX log_events_time;
        CREATE INDEX log_events_find ON log_events(time, level, service, environment);
        UPDATE traces SET flags = flags | {SegmentRecord.BeyondFlag};
        UPDATE minutes SET graph = NULL;
        """;

    /// <exception cref="InvalidOperationException">The file is not ours, or a newer version made it.</exception>
    public static void Prepare(SqliteConnection connection, string file)
    {
        long version = Scalar(connection, "PRAGMA user_version");
        bool empty = Scalar(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (empty)
        {
            Execute(connection, $"BEGIN; {Tables} PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}; COMMIT");
            return;
        }

        RequireOurs(connection, file);
        if (IsOlder(version))
        {
            string steps = (version == 1 ? FromVersion1 : "") + (version <= 2 ? FromVersion2 : "")
                + (version <= 3 ? FromVersion3 : "") + (version <= 4 ? FromVersion4 : "") + FromVersion5;
            Execute(connection, $"BEGIN; {steps} PRAGMA user_version={Version}; COMMIT");
        }
        else
        {
            RequireReadable(version, file);
        }
    }

    /// <summary>An older version made the file; it has to be brought up before it is read.</summary>
    /// <exception cref="InvalidOperationException">The file is not ours, or a newer version made it.</exception>
    public static bool NeedsPreparation(SqliteConnection connection, string file)
    {
        RequireOurs(connection, file);
        long version = Scalar(connection, "PRAGMA user_version");
        if (!IsOlder(version))
        {
            RequireReadable(version, file);
        }

        return version != Version;
    }

    private static bool IsOlder(long version) => version is >= 1 and < Version;

    private static void RequireReadable(long version, string file)
    {
        if (version != Version)
        {
            throw new StoreFileException(file, $"has version {version}, made by a newer Obs; this one reads version {Version}.");
        }
    }

    /// <exception cref="InvalidOperationException">The file is not ours.</exception>
    private static void RequireOurs(SqliteConnection connection, string file)
    {
        if (Scalar(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new StoreFileException(file, "is a database of something else; name a new file or one that Obs made.");
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long value ? value : 0;
    }
}
