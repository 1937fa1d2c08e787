using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Tracing;
using Worker;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);

builder.Services.AddObsTracing(static options =>
{
    options.ServiceName = "confirmations";
    options.Resource = ResourceDetection.None; // It runs where there is no AWS to look for.
    options.Sampling.FixedRate = 1; // A handful of orders: all of them.
});
builder.Services.AddObsEntityFrameworkCore();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<ConfirmationQueue>();
builder.Services.AddSingleton<Mailer>();
builder.Services.AddSingleton<Archive>();
builder.Services.AddHostedService<OrderImport>();
builder.Services.AddHostedService<ConfirmationWorker>();

await builder.Build().RunAsync();
