using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Obs.AspNetCore;
using Obs.Metrics;
using Obs.Tracing;
using Shop.Hosting;
using Shop.Storefront.Carts;
using Shop.Storefront.Catalogue;
using Shop.Storefront.Checkout;
using Shop.Storefront.Data;
using Shop.Storefront.Services;

namespace Shop.Storefront;

/// <summary>A classic start-up class, as many grown applications have one.</summary>
internal sealed class Startup(IConfiguration configuration)
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddObservability();
        services.Configure<ObservabilityOptions>(static options =>
            options.AccessLog.SkipPaths.Add("/favicon.ico")); // Every browser asks, and nobody wants to read it.
        services.AddObsOpenTelemetry(); // Used where the configuration says Observability:Tracing:Sender = Otlp.
        services.AddObsEntityFrameworkCore();
        services.AddObsTracing(static options =>
        {
            // An order is what people ask about afterwards; a browser's question before the real one never is.
            options.Sampling.Rules.Add(new SamplingRuleOptions
            {
                Name = "orders",
                Priority = 10,
                HttpMethod = "POST",
                UrlPath = "/checkout",
                ReservoirPerSecond = 5,
                FixedRate = 0.5,
            });
            options.Sampling.SkipWhen(IsPreflight);
            options.Sampling.SkipPaths.Add("/favicon.ico");
        });

        services.AddSingleton(TimeProvider.System);
        services.AddDbContextPool<ShopContext>(options =>
            options.UseSqlite(configuration.GetConnectionString("Storefront") ?? "Data Source=storefront.db"));

        IHttpClientBuilder inventory = services.AddHttpClient<InventoryClient>(client => client.BaseAddress = AddressOf("Inventory"));
        if (configuration.GetValue<bool>("Shop:ForgetsTrace"))
        {
            // Planted: what a proxy does that passes on only the headers it knows.
            inventory.ConfigurePrimaryHttpMessageHandler(static () =>
                new SocketsHttpHandler { ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator() });
        }

        services.AddHttpClient<PaymentsClient>(client => client.BaseAddress = AddressOf("Payments"));

        services.AddMemoryCache();
        services.AddSingleton<ShopMetrics>();
        services.AddSingleton<PopularProducts>();
        services.AddSingleton<IMetricWindowSink, LatencyWatch>();
        services.AddScoped<CatalogueQueries>();
        services.AddScoped<Ratings>();
        services.AddScoped<CheckoutService>();
        services.AddRateLimiter(SearchLimit.Configure);
        services.AddHealthChecks();
    }

    public static void Configure(IApplicationBuilder app)
    {
        app.UseMiddleware<VisitCounter>();
        app.UseMiddleware<ColdStartMark>();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseEndpoints(static endpoints =>
        {
            endpoints.MapHealthChecks("/health").DisableHttpMetrics();
            endpoints.MapCatalogue();
            endpoints.MapCarts();
            endpoints.MapCheckout();
            endpoints.MapStatus();
        });
    }

    private static bool IsPreflight(ServerRequest request) => request.Method == "OPTIONS";

    private Uri AddressOf(string service) =>
        new(configuration[$"Shop:{service}"] ?? throw new InvalidOperationException(
            $"Shop:{service} must be the address of that service."));
}
