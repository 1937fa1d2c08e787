using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Obs.TestSupport;

namespace Obs.AspNetCore.Tests.Support;

/// <summary>A service on a real Kestrel at a free port, observed with one line, whose windows close every second.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly IHost _host;

    private TestService(IHost host, string address)
    {
        _host = host;
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<TestService> StartAsync(
        Dictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Quiet());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddObservability();
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.MapGet("/products/{id:int}", static (int id) => id == 404 ? Results.NotFound() : Results.Text($"product {id}"));
        app.MapGet("/broken", static string () => throw new InvalidOperationException("broken"));
        map?.Invoke(app);
        await app.StartAsync();
        return new TestService(app, app.Urls.Single());
    }

    /// <summary>The same service as a classic Startup class writes it.</summary>
    public static async Task<TestService> StartClassicAsync()
    {
        IHost host = Host.CreateDefaultBuilder()
            .ConfigureAppConfiguration(static configuration => configuration.AddInMemoryCollection(Quiet()))
            .ConfigureLogging(static logging => logging.ClearProviders())
            .ConfigureWebHostDefaults(static web => web.UseUrls("http://127.0.0.1:0").UseStartup<ClassicStartup>())
            .Build();
        await host.StartAsync();
        return new TestService(host, host.Addresses().Single());
    }

    public async Task<JsonElement> GetMetricsAsync(string query = "") =>
        JsonDocument.Parse(await Client.GetStringAsync("/api/metrics" + query)).RootElement;

    /// <summary>Asks until the endpoint's answer is the expected one: a window has to close first.</summary>
    public Task<JsonElement> WaitForMetricsAsync(Func<JsonElement, bool> isExpected) =>
        Eventually.GetAsync(() => GetMetricsAsync(), isExpected);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }

    private static Dictionary<string, string?> Quiet() => new()
    {
        ["Observability:ServiceName"] = "catalogue",
        ["Observability:Environment"] = "test",
        ["Observability:Metrics:Interval"] = "00:00:01",
        ["Observability:Aws:PublishMetrics"] = "false",
        ["Observability:Logging:Enabled"] = "false",
    };
}
