using System.Text.Json;
using Microsoft.Data.Sqlite;
using Obs.Local.Graph;
using Obs.Local.Store;
using Obs.Local.Traces;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>Graphs of minutes, drawn while nobody asks and kept in the store.</summary>
public sealed class GraphStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    private string File => Path.Combine(_folder.Path, "store.db");

    [Fact]
    public async Task A_minute_is_drawn_while_nobody_asks_and_read_after_a_restart()
    {
        JsonElement before;
        await using (LocalBackend first = await LocalBackend.StartAsync(_time, File))
        {
            await SendShopAsync(first);
            await DrawnAsync(first);
            before = await first.GetAsync("map?from=0");
        }

        // Only what is kept can say it now.
        Execute("DELETE FROM segments; DELETE FROM calls");
        await using LocalBackend second = await LocalBackend.StartAsync(_time, File);

        (await second.GetAsync("map?from=0")).ToString().Should().Be(before.ToString());
        before.GetProperty("edges").GetArrayLength().Should().Be(3);
    }

    [Fact]
    public async Task What_is_kept_goes_in_the_transaction_that_makes_it_untrue()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time, File);
        await SendShopAsync(backend);
        await DrawnAsync(backend);

        await backend.SendSegmentsAsync(Segment("00000000000000d1", "late", at: 3, trace: "1-5759e988-00000000000000000000000d"));
        string copy = Path.Combine(_folder.Path, "killed.db");
        System.IO.File.Copy(File, copy);
        System.IO.File.Copy(File + "-wal", copy + "-wal");

        await using LocalBackend next = await LocalBackend.StartAsync(_time, copy);
        (await next.GetAsync("map?from=0")).GetProperty("nodes").EnumerateArray()
            .Select(static node => node.GetProperty("name").GetString()).Should().Contain("late").And.Contain("shop");
    }

    [Theory]
    [InlineData("UPDATE minutes SET graph = x'00'")]
    [InlineData("UPDATE minutes SET graph = substr(graph, 1, length(graph) / 2)")]
    [InlineData("UPDATE minutes SET graph = x'02FFFFFFFFFF'")]
    [InlineData("UPDATE minutes SET graph = NULL")]
    public async Task What_is_damaged_or_missing_is_drawn_again(string damage)
    {
        string before;
        await using (LocalBackend first = await LocalBackend.StartAsync(_time, File))
        {
            await SendShopAsync(first);
            await DrawnAsync(first);
            before = (await first.GetAsync("map?from=0")).ToString();
        }

        Execute(damage);
        await using LocalBackend second = await LocalBackend.StartAsync(_time, File);

        (await second.GetAsync("map?from=0")).ToString().Should().Be(before);
    }

    [Fact]
    public void A_graph_comes_back_from_its_bytes_as_it_was()
    {
        var graph = new ServiceGraph();
        GraphNode shop = graph.GetOrAddNode(NodeKind.Service, "shop é", "AWS::ECS::Container");
        GraphNode host = graph.GetOrAddNode(NodeKind.Remote, "pay.example", null);
        shop.IsRoot = true;
        shop.Seen(1_704_164_645.25, 1_704_164_646);
        for (int number = 0; number < 300; number++)
        {
            shop.Statistics.Add((Outcome)(number % 8), number * 0.017);
            graph.GetOrAddEdge(shop, host).Add((Outcome)(number % 3), 100 + number, 100.5 + (number * 1.01));
        }

        graph.Answering.Add("pay.example");

        ServiceGraph back = GraphBytes.Read(GraphBytes.Write(graph))!;

        back.Should().BeEquivalentTo(graph);
        back.Nodes.Single(static node => node.Kind == NodeKind.Service).Statistics.Percentile(90).Should()
            .Be(shop.Statistics.Percentile(90));
    }

    [Fact]
    public void A_minute_that_changed_after_it_was_drawn_is_not_kept()
    {
        using Database database = Database.Open(Database.InMemory);
        database.Write(connection =>
        {
            using var session = new StoreSession(connection);
            session.Begin(1);
            session.Minutes.Note(61, 61, 61);
            session.Commit();
            long version = session.Minutes.Ledger.Version(1)!.Value;

            session.Begin(2);
            bool kept = session.Minutes.Keep(1, version, [1]);
            session.Minutes.Note(62, 62, 62);
            bool changedInTheSame = session.Minutes.Keep(1, version, [1]);
            session.Commit();
            bool changedBefore = session.Minutes.Keep(1, version, [1]);

            (kept, changedInTheSame, changedBefore).Should().Be((true, false, false));
            Schema.Scalar(connection, "SELECT count(*) FROM minutes WHERE graph IS NOT NULL").Should().Be(0);
        });
    }

    public void Dispose() => _folder.Dispose();

    private static Task SendShopAsync(LocalBackend backend) => backend.SendSegmentsAsync(
        Segment("00000000000000a1", "shop", more: Within(
            Call("00000000000000b1", "pay.example"), Call("00000000000000b2", "orders@db", more: ",\"sql\":{\"sanitized_query\":\"select 1\"}"))),
        Segment("00000000000000c1", "payments", parent: "00000000000000b1", at: 7, more: ",\"fault\":true"));

    /// <summary>Lets the clock go on until every minute has been drawn.</summary>
    private async Task DrawnAsync(LocalBackend backend)
    {
        _time.Advance(TimeSpan.FromMinutes(5));
        await Eventually.PassAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(2));
                await backend.Server.FlushAsync();
                Scalar("SELECT count(*) FROM minutes WHERE graph IS NULL").Should().Be(0);
            },
            Patience.Limit);
    }

    private long Scalar(string sql)
    {
        using SqliteConnection connection = Open();
        return Schema.Scalar(connection, sql);
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = Open();
        Schema.Execute(connection, sql);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        return connection;
    }
}
