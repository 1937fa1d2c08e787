using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.EntityFrameworkCore.Tests;

/// <summary>The commands that were recorded with the X-Ray SDK's interceptor, run by EF Core with ours.</summary>
[Collection(ProcessWideListeners.Name)]
public sealed class GoldenCommandTests
{
    private static readonly string[] Shapes =
    [
        "CREATE TABLE Items(Id INTEGER PRIMARY KEY, Name TEXT)",
        "INSERT INTO Items(Name) VALUES(@p0)",
        "SELECT COUNT(*) FROM \"Items\" AS \"i\" WHERE \"i\".\"Name\" = ?",
        "SELEC oops",
    ];

    [Fact]
    public async Task Commands_are_written_as_the_SDK_writes_them_but_for_their_literals()
    {
        JsonObject document = await TraceAsync("Data Source=:memory:", UseAsync);

        JsonObject[] sql = [.. CommandsOf(document)];
        sql.Select(static command => command["sanitized_query"]!.ToString()).Should().Equal(Shapes);
        string recorded = await File.ReadAllTextAsync(Repository.PathOf("tests", "golden", "xray", "40-efcore-sqlite-4-commands.json"));
        JsonObject[] theirs = [.. CommandsOf(JsonNode.Parse(recorded.Split('\n')[1])!.AsObject())];
        foreach ((JsonObject ours, JsonObject sdk) in sql.Zip(theirs))
        {
            ours["sanitized_query"] = sdk["sanitized_query"]!.ToString();
            ours["database_version"] = sdk["database_version"]!.ToString();
        }

        GoldenDocument.ShouldMatch(document, "40-efcore-sqlite-4-commands", isLive: true);
    }

    [Fact]
    public async Task A_database_in_a_file_is_written_as_the_SDK_writes_it_but_for_its_folder()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "pw.db");

        JsonObject document = await TraceAsync(
            $"Data Source={file};Mode=ReadWriteCreate;Pooling=False", static context => context.Database.ExecuteSqlRawAsync("SELECT 1"));

        JsonObject call = document["subsegments"]![0]!.AsObject();
        call["name"]!.ToString().Should().Be("main@pw.db", "a node of the map stays what it is on every machine");
        call["name"] = "main@/app/pw.db";
        JsonObject sql = CommandsOf(document).Single();
        sql.Remove("sanitized_query"); // The SDK was told not to write it.
        sql["database_version"] = "3.50.4";
        sql["connection_string"] = sql["connection_string"]!.ToString().Replace(file, "/app/pw.db").Replace(";pooling=False", "");
        GoldenDocument.ShouldMatch(document, "41-efcore-no-sql-text", isLive: true);
    }

    private static IEnumerable<JsonObject> CommandsOf(JsonObject document) =>
        document["subsegments"]!.AsArray().Select(static call => call!["sql"]!.AsObject());

    private static async Task<JsonObject> TraceAsync(string database, Func<ItemContext, Task> use)
    {
        var documents = new KeptDocuments();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddKeyedSingleton<IBatchSender>("traces", documents);
        builder.Services.AddObsTracing(static options =>
        {
            options.Environment = null;
            options.Sampling.ReservoirPerSecond = 0;
            options.Sampling.FixedRate = 1;
            options.RecordSqlMessages = true;
            options.Resource = ResourceDetection.None;
        });
        builder.Services.AddObsEntityFrameworkCore();
        builder.Services.AddDbContext<ItemContext>(options => options.UseSqlite(database));
        using IHost host = builder.Build();
        await host.StartAsync();
        Tracer tracer = host.Services.GetRequiredService<Tracer>();
        using (IServiceScope scope = host.Services.CreateScope())
        using (tracer.BeginSegment("orders-api"))
        {
            await use(scope.ServiceProvider.GetRequiredService<ItemContext>());
        }

        await host.StopAsync();
        JsonObject document = JsonNode.Parse(documents.Texts.Single())!.AsObject();
        document.Remove("metadata"); // The environment, which the SDK does not know.
        document["trace_id"] = "1-5759e988-bd862e3fe1be46a994272793";
        return document;
    }

    private static async Task UseAsync(ItemContext context)
    {
        await context.Database.OpenConnectionAsync();
        await context.Database.ExecuteSqlRawAsync("CREATE TABLE Items(Id INTEGER PRIMARY KEY, Name TEXT)");
        string name = "x";
        await context.Database.ExecuteSqlAsync($"INSERT INTO Items(Name) VALUES({name})");
        await context.Items.CountAsync(static i => i.Name == "literal");
        Func<Task> wrong = () => context.Database.ExecuteSqlRawAsync("SELEC oops");
        await wrong.Should().ThrowAsync<SqliteException>();
    }

    private sealed class ItemContext(DbContextOptions<ItemContext> options) : DbContext(options)
    {
        public DbSet<Item> Items => Set<Item>();
    }

    private sealed class Item
    {
        public int Id { get; set; }

        public string? Name { get; set; }
    }

    private sealed class KeptDocuments : IBatchSender
    {
        public List<string> Texts { get; } = [];

        public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                Texts.Add(Encoding.UTF8.GetString(batch[i].Span));
            }

            return ValueTask.FromResult(SendResult.Delivered);
        }
    }
}
