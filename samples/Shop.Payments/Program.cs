using Shop.Hosting;
using Shop.Payments;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Host.UseShopSupervision();

builder.Services.AddObservability();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<CardGateway>();
builder.Services.AddHealthChecks();

WebApplication app = builder.Build();
app.MapHealthChecks("/health").DisableHttpMetrics();
app.MapPost("/authorisations", AuthorisationEndpoint.HandleAsync);
app.Run();
