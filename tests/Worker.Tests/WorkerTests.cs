using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Worker.Tests;

/// <summary>The rest of the sample does what its comments say.</summary>
[Collection(OneProcess.Name)]
public sealed class WorkerTests : IAsyncDisposable
{
    private readonly CapturedTraces _traces = new();

    public ValueTask DisposeAsync() => _traces.DisposeAsync();

    [Fact]
    public async Task Code_for_the_X_Ray_SDK_makes_the_same_documents()
    {
        _ = _traces.Tracer;

        await LegacyInvoices.WriteAllAsync(["ord_1", "", "broken", "burning"]);

        JsonObject segment = (await _traces.DocumentsAsync()).Single();
        segment["name"]!.ToString().Should().Be("invoices");
        segment["user"]!.ToString().Should().Be("night-shift");
        segment["annotations"]!["orders"]!.GetValue<int>().Should().Be(4);
        segment["subsegments"]!.AsArray().Select(static part => part!["name"]!.ToString()).Should()
            .Equal("invoice", "invoice", "invoice", "invoice", "close the books");
        JsonNode Print(int invoice) => segment["subsegments"]![invoice]!["subsegments"]![0]!;
        Print(1)["error"]!.GetValue<bool>().Should().BeTrue();
        Print(2)["fault"]!.GetValue<bool>().Should().BeTrue();
        Print(3)["cause"]!["exceptions"]![0]!["message"]!.ToString().Should().Be("The printer is on fire.");
    }

    [Fact]
    public async Task A_bare_command_and_a_context_of_its_own_are_recorded()
    {
        await using (var connection = new SqliteConnection("Data Source=customers;Mode=Memory;Cache=Shared"))
        {
            await connection.OpenAsync();
            using (_traces.Tracer.BeginSegment("test"))
            {
                await using DbCommand create = connection.CreateCommand();
                create.CommandText = "create table customers (id integer primary key, address text not null)";
                Archive.ExecuteBare(create);
                await using var context = new CustomerContext(connection.ConnectionString);
                context.Customers.Count().Should().Be(0);
            }
        }

        (await _traces.DocumentsAsync()).Single()["subsegments"]!.AsArray()
            .Select(static part => part!["sql"]!["sanitized_query"]!.ToString())
            .Should().Equal(
                "create table customers (id integer primary key, address text not null)", "SELECT COUNT(*) FROM \"Customers\" AS \"c\"");
    }
}
