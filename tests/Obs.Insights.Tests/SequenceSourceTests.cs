using System.Globalization;
using System.Runtime.CompilerServices;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

/// <summary>Events that come from wherever they are kept.</summary>
public sealed class SequenceSourceTests
{
    private int _taken;
    private bool _isDisposed;

    [Fact]
    public async Task Any_asynchronous_sequence_is_a_source_and_a_query_takes_no_more_of_it_than_it_needs()
    {
        InsightsQuery query = InsightsQuery.Parse("filter level = \"Error\" | fields id | limit 2");

        InsightsResult result = await InsightsEngine.RunAsync(
            query, LogSource.FromEvents(ReadAsync(long.MaxValue)), new InsightsOptions { Parallelism = 4 });

        result.Rows.Select(static row => row["id"]).Should().Equal("0", "10");
        _taken.Should().BeLessThan(20_000);
        _isDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task A_source_that_is_a_sequence_can_be_queried_again()
    {
        LogSource source = LogSource.FromEvents(ReadAsync(1_000));
        InsightsQuery query = InsightsQuery.Parse("stats count(*) as n by level | sort n desc");

        InsightsResult first = await InsightsEngine.RunAsync(query, source);
        InsightsResult second = await InsightsEngine.RunAsync(query, source);

        first.Rows.Select(static row => row["n"]).Should().Equal("900", "100");
        second.Rows.Select(static row => row["n"]).Should().Equal("900", "100");
        first.Statistics.FractionRead.Should().BeNull("nobody knows how long a sequence is");
    }

    [Fact]
    public async Task Memory_depends_on_the_groups_and_not_on_the_log()
    {
        // Four bytes kept of each event would be more than the smallest bound there is.
        const long Events = 300_000;
        InsightsQuery query = InsightsQuery.Parse("stats count(*) as n, sum(id), pct(id, 99) by level | sort n desc");
        var options = new InsightsOptions { MaxStateBytes = 1024 * 1024, Parallelism = 2 };

        InsightsResult result = await InsightsEngine.RunAsync(query, LogSource.FromEvents(ReadAsync(Events)), options);

        result.Rows.Select(static row => row["n"]).Should().Equal("270000", "30000");
    }

    [Fact]
    public async Task Blocks_are_read_side_by_side()
    {
        using var both = new Barrier(2);
        bool met = true;
        IEnumerable<LogEvent> Read(int id)
        {
            met &= both.SignalAndWait(Patience.Limit);
            return [Event(id)];
        }

        List<string> rows = await Run.Query(
            "stats count(*) as n", LogSource.FromBlocks([() => Read(1), () => Read(2)]), new InsightsOptions { Parallelism = 2 });

        met.Should().BeTrue("each waits for the other");
        rows.Should().Equal("n=2");
    }

    [Fact]
    public async Task Blocks_keep_their_order_and_no_more_are_read_than_the_query_needs()
    {
        int read = 0;
        IEnumerable<Func<IEnumerable<LogEvent>>> blocks = Enumerable.Range(0, 10_000).Select(block => (Func<IEnumerable<LogEvent>>)(() =>
        {
            Interlocked.Increment(ref read);
            return block % 3 == 0 ? [] : [Event(block * 2), Event((block * 2) + 1)];
        }));

        List<string> rows = await Run.Query(
            "fields id | limit 5", LogSource.FromBlocks(blocks), new InsightsOptions { Parallelism = 4 });

        rows.Should().Equal("id=2", "id=3", "id=4", "id=5", "id=8");
        read.Should().BeLessThan(10_000);
    }

    [Fact]
    public async Task A_block_that_cannot_be_read_fails_the_query()
    {
        Func<Task> run = () => Run.Query("stats count(*)", LogSource.FromBlocks([() => throw new IOException("gone")]));

        await run.Should().ThrowAsync<IOException>().WithMessage("gone");
    }

    private static LogEvent Event(int id) => new(Run.Start, string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{id}}}"""));

    private async IAsyncEnumerable<LogEvent> ReadAsync(long count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (long i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await ValueTask.CompletedTask;
                _taken++;
                string level = i % 10 == 0 ? "Error" : "Information";
                yield return new LogEvent(Run.Start, string.Create(CultureInfo.InvariantCulture, $$"""{"level":"{{level}}","id":{{i}}}"""));
            }
        }
        finally
        {
            _isDisposed = true;
        }
    }
}
