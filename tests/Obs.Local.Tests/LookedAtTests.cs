using System.Globalization;
using System.Text;
using Obs.Local.Filters;
using Obs.Local.Ingest;
using Obs.Local.Logs;
using Obs.Local.Store;
using Obs.Local.Traces;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>What a view looks at of very much: what the index leaves, and of that so many rows at most.</summary>
public sealed class LookedAtTests : IDisposable
{
    private readonly Database _database = Database.Open(Database.InMemory);
    private readonly IngestAccounts _accounts = new(TimeProvider.System);
    private readonly StoreWriter _writer;

    public LookedAtTests() => _writer = new StoreWriter(_database, new ObsLocalOptions(), TimeProvider.System);

    [Theory]
    [InlineData("service(\"shop\")", 4, false, 4, false)]
    [InlineData("service(\"shop\")", 3, false, 3, true)]
    [InlineData("service(\"bank\")", 3, false, 1, false)]
    [InlineData("service(\"shop\") { responsetime >= 3 }", 2, false, 2, false)]
    [InlineData("service(\"shop\") { responsetime < 4 }", 2, false, 1, true)]
    [InlineData("service(\"shop\") { responsetime < 3 }", 2, true, 0, true)]
    public async Task Traces_that_the_index_leaves_are_looked_at_in_their_order_and_no_more_than_may_be(
        string filter, int most, bool slowestFirst, int found, bool isCut)
    {
        await StoreAsync([.. Enumerable.Range(1, 4).Select(
            static number => Segment($"00000000000000a{number}", number == 1 ? "bank" : "shop", number, number, trace: Id(number),
                more: number == 1 ? Within(Subsegment("00000000000000b1", "x")) : "")),
            Segment("00000000000000c1", "shop", 1, 0.5, parent: "00000000000000b1", trace: Id(1))]);

        (int count, bool cut) = _database.Read(connection =>
        {
            var page = new TracePage(connection, Filter(filter), slowestFirst, most);
            return (page.Rows().Count, page.IsCut);
        });

        (count, cut).Should().Be((found, isCut));
    }

    [Fact]
    public async Task A_call_that_took_longer_than_the_segment_that_made_it_is_found_by_its_duration()
    {
        await StoreAsync(Segment(
            "00000000000000a1", "shop", seconds: 1, more: Within(Call("00000000000000a2", "bank.example", seconds: 10))));

        List<TraceSummary> found = new TraceSearch(_database, new FilterEvaluator(static _ => null))
            .Scan(Filter("service(\"bank.example\") { responsetime >= 9 }"), slowestFirst: false, offset: 0, 10, 10).Traces;

        found.Should().ContainSingle();
    }

    [Fact]
    public async Task What_many_traces_are_annotated_with_is_found_from_the_newest_on_and_what_few_are_wherever_they_are()
    {
        const int Many = 2_100; // More than are found by the annotation itself.
        await StoreAsync([.. Enumerable.Range(0, Many).Select(static number => Segment(
            "00000000000000a1", "shop", number, trace: Id(number),
            more: $",\"annotations\":{{\"plan\":\"{(number == 7 ? "silver" : "gold")}\",\"order\":{number}}}"))]);

        Newest("annotation.plan = \"gold\"").Should().Equal(Id(Many - 1), Id(Many - 2), Id(Many - 3));
        Newest("annotation.plan = \"silver\"").Should().Equal(Id(7));
        Newest("annotation.order < 2").Should().Equal(Id(1), Id(0));

        List<string> Newest(string filter) =>
            [.. new TraceSearch(_database, new FilterEvaluator(static _ => null))
                .Scan(Filter(filter), slowestFirst: false, offset: 0, 3, Many).Traces.Select(static trace => trace.Id)];
    }

    [Theory]
    [InlineData(null, null, 3, 6, false)]
    [InlineData(null, "needle", 3, 1, true)]
    [InlineData(null, "needle", 6, 2, false)]
    [InlineData("Error", "needle", 2, 1, false)]
    [InlineData("error", null, 2, 2, false)]
    public async Task Log_entries_are_looked_through_from_the_newest_on(string? level, string? text, int most, int found, bool isCut)
    {
        await LogAsync("Error needle", "Error hay", "Warning hay", "Warning needle", "Warning hay", "Warning hay");
        var query = new LogQuery { From = 0, Through = 100, Level = level, Contains = text, NewestFirst = true, Limit = 10 };

        (List<LogEventRow> events, bool cut) = new LogQueries(_database).Newest(query, text is null ? int.MaxValue : most);

        (events.Count, cut).Should().Be((found, isCut));
        events.Should().BeInDescendingOrder(static entry => entry.Time);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _database.Dispose();
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"1-5759e988-{number:x24}");

    private static TraceFilter Filter(string expression) =>
        new() { From = 0, To = double.MaxValue, Expression = FilterExpression.Parse(expression) };

    private async Task StoreAsync(params string[] documents)
    {
        var work = new SegmentWork(
            [.. documents.Select(static text => Encoding.UTF8.GetBytes(text)).Select(
                static document => (SegmentParser.Parse(document, out _)!, document))], _accounts);
        _writer.Enqueue(work);
        (await work.Done.WaitAsync(Patience.Limit)).Should().BeNull();
    }

    /// <summary>The entries in turn in two streams.</summary>
    private async Task LogAsync(params string[] entries)
    {
        _database.Write(static connection => Schema.Execute(connection, """
            INSERT INTO log_groups(row, name, created) VALUES(1, '/g', 0);
            INSERT INTO log_streams(row, log_group, name, created) VALUES(1, 1, 's', 0), (2, 1, 't', 0);
            """));
        foreach ((int index, string entry) in entries.Index())
        {
            string[] words = entry.Split(' ');
            LogEntry parsed = LogEntryParser.Parse(index, $"{{\"level\":\"{words[0]}\",\"message\":\"{words[1]}\"}}");
            var work = new LogWork("/g", index % 2 == 0 ? "s" : "t", [parsed], _accounts);
            _writer.Enqueue(work);
            (await work.Done.WaitAsync(Patience.Limit)).Should().BeNull();
        }
    }
}
