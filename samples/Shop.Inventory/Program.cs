using Obs.Tracing;
using Shop.Hosting;
using Shop.Inventory;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Host.UseShopSupervision();

builder.Services.AddObservability(static options =>
{
    options.Endpoint.Path = "/api/metrics"; // The launcher reads the report from here,
    options.Endpoint.AllowRemote = false; // on the same machine: to everybody else there is nothing.
});
builder.Services.AddObsOpenTelemetry();
builder.Services.AddObsTracing(static options =>
{
    options.Sampling.Trust = IncomingTrust.Trusted; // Nobody but the storefront can call it, and that has decided.
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(new StockDatabase(builder.Configuration.GetConnectionString("Inventory") ?? "Data Source=inventory.db"));
builder.Services.AddSingleton<Stock>();
builder.Services.AddHealthChecks();

WebApplication app = builder.Build();
await StockSeed.EnsureAsync(app.Services.GetRequiredService<StockDatabase>());

app.MapHealthChecks("/health").DisableHttpMetrics();
app.MapStock();
app.Run();
