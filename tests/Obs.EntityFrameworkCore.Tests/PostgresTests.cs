using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.EntityFrameworkCore.Tests;

/// <summary>EF Core on Npgsql and a real server: both could record a command, and one does.</summary>
public sealed class PostgresTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private readonly KeptDocuments _documents = new();
    private IHost _host = null!;

    private Tracer Tracer => _host.Services.GetRequiredService<Tracer>();

    public Task InitializeAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddKeyedSingleton<IBatchSender>("traces", _documents);
        builder.Services.AddObsTracing(static options =>
        {
            options.Sampling.FixedRate = 1;
            options.Resource = ResourceDetection.None;
        });
        builder.Services.AddObsEntityFrameworkCore();
        builder.Services.AddDbContext<ShopContext>(options =>
            options.UseNpgsql(server.ConnectionString).AddInterceptors(new ObsCommandInterceptor()));
        _host = builder.Build();
        return _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [RequiresToolFact(PostgresServer.Program)]
    public async Task A_command_is_one_subsegment_whoever_listens()
    {
        await UseAsync(static shop => shop.Database.EnsureCreatedAsync());

        using (Tracer.BeginSegment("job"))
        {
            await UseAsync(static async shop =>
            {
                shop.Products.Add(new Product { Name = "hunter2" });
                await shop.SaveChangesAsync();
                return await shop.Products.Where(static p => p.Name == "hunter2").ToListAsync();
            });
        }

        using var ceiling = new CancellationTokenSource(Patience.Limit);
        await Tracer.FlushAsync(ceiling.Token);
        string text = _documents.Texts.Single();
        text.Should().NotContain("hunter2");
        JsonArray calls = JsonNode.Parse(text)!["subsegments"]!.AsArray();
        calls.Select(static call => call!["sql"]!["sanitized_query"]!.ToString().Split(' ')[0]).Should().Equal("INSERT", "SELECT");
        calls.Should().OnlyContain(static call => call!["name"]!.ToString() == "postgres@127.0.0.1");
    }

    private async Task<TResult> UseAsync<TResult>(Func<ShopContext, Task<TResult>> use)
    {
        await using AsyncServiceScope scope = _host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<ShopContext>());
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
