using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Worker;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);

builder.Services.AddObsTracing(TracingSetup.Configure);
builder.Services.AddObsEntityFrameworkCore();
builder.Services.AddObsAws(AwsSetup.Configure);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<ConfirmationQueue>();
builder.Services.AddSingleton<Mailer>();
builder.Services.AddSingleton<Archive>();
builder.Services.AddHostedService<OrderImport>();
builder.Services.AddHostedService<ConfirmationWorker>();

await builder.Build().RunAsync();
