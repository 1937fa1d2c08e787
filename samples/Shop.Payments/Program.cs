using Obs.Tracing;
using Shop.Hosting;
using Shop.Payments;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Host.UseShopSupervision();

builder.Services.AddObservability();
builder.Services.AddObsOpenTelemetry();
builder.Services.AddObsTracing(static options =>
{
    options.Sampling.Trust = IncomingTrust.Trusted; // Nobody but the storefront can call it, and that has decided.
    options.Sampling.Tail.Faults = true; // And when it had not decided to look, a payment that breaks is worth a trace all the same.
    options.Sampling.Tail.SlowerThan = TimeSpan.FromSeconds(30); // So is one that takes half a minute,
    options.Sampling.Tail.PerSecond = 5; // but no more than a few of them a second: an outage must not run up the bill.
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<CardGateway>();
builder.Services.AddHealthChecks();

WebApplication app = builder.Build();
app.MapHealthChecks("/health").DisableHttpMetrics();
app.MapPost("/authorisations", AuthorisationEndpoint.HandleAsync);
app.Run();
