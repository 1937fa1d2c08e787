using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Obs.TestSupport;
using Obs.Tracing.Sql;
using Obs.Tracing.Tests.Sql.Fakes;

namespace Obs.Tracing.Tests.Sql;

/// <summary>Thousands of random ways to use a connection, each on a plain and on a traced one: results, exceptions, events and what the
/// provider was asked may not differ in anything, and no activity stays open.</summary>
[Collection(ProcessWideListeners.Name)]
public sealed class DbDifferentialTests
{
    private static readonly string[] Commands =
    [
        "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name TEXT NOT NULL)", "INSERT INTO t VALUES (@id, 'two')",
        "INSERT INTO t VALUES (1, 'it''s')", "SELECT * FROM t ORDER BY id", "SELECT name FROM t WHERE id = @id", "DELETE FROM t",
        "SELECT 1; SELECT name FROM t; UPDATE t SET name = 'x'", "SELECT NULL", "SELEC", "SELECT * FROM nowhere", "",
        "INSERT INTO t (name) VALUES (NULL)", "SELECT @id, @out",
    ];

    private static readonly string[] FakeCommands =
        ["select 1", "fail", "throw now", "later", "wait", "timeout", "", "update t set a = 'secret'"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_traced_SQLite_connection_does_what_a_plain_one_does(bool isSampled)
    {
        using var open = new OpenActivities(SqlCommandTracing.ActivitySourceName);
        using var recorded = new RecordedActivities(isSampled);
        for (int seed = 0; seed < Nightly.Rounds(always: 500, nightly: 5_000); seed++)
        {
            await using var plain = new SqliteConnection("Data Source=:memory:");
            await using DbConnection traced = new SqliteConnection("Data Source=:memory:").Traced();

            IReadOnlyList<string> without = await new DbScenario(seed, Commands, canWait: false).RunAsync(plain);
            IReadOnlyList<string> with = await new DbScenario(seed, Commands, canWait: false).RunAsync(traced);
            Transcript.Difference(with, without).Should().BeEmpty($"scenario {seed} was run on both");
            Activity.Current.Should().BeSameAs(recorded.Root);
        }

        (open.Begun > 0).Should().Be(isSampled);
        open.Open.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_is_asked_the_same_and_answers_the_same(bool isSampled)
    {
        using var open = new OpenActivities(SqlCommandTracing.ActivitySourceName);
        using var recorded = new RecordedActivities(isSampled);
        for (int seed = 0; seed < Nightly.Rounds(always: 1_000, nightly: 10_000); seed++)
        {
            var plain = new FakeConnection();
            var asked = new FakeConnection();

            IReadOnlyList<string> without = await new DbScenario(seed, FakeCommands, canWait: true).RunAsync(plain);
            IReadOnlyList<string> with = await new DbScenario(seed, FakeCommands, canWait: true).RunAsync(asked.Traced());
            Transcript.Difference(with, without).Should().BeEmpty($"scenario {seed} was run on both");
            Transcript.Difference(asked.Calls, plain.Calls).Should().BeEmpty($"scenario {seed} was run on both");
            Activity.Current.Should().BeSameAs(recorded.Root);
        }

        (open.Begun > 0).Should().Be(isSampled);
        open.Open.Should().Be(0);
    }
}
