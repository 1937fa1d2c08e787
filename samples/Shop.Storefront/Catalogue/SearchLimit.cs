using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Shop.Storefront.Catalogue;

/// <summary>Search is the expensive page, so a visitor gets a few at once and then one every two seconds; more is answered with
/// 429.</summary>
internal static class SearchLimit
{
    public const string Policy = "search";

    private const int AtOnce = 4;

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = static (rejected, _) =>
        {
            ILogger logger = rejected.HttpContext.RequestServices.GetRequiredService<ILogger<CatalogueQueries>>();
            Log.SearchThrottled(logger, Visitor(rejected.HttpContext));
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Policy, static context => RateLimitPartition.GetTokenBucketLimiter(Visitor(context), static _ => new()
        {
            TokenLimit = AtOnce,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(2),
        }));
    }

    private static string Visitor(HttpContext context) => context.Request.Headers["X-Visitor"].FirstOrDefault() ?? "anonymous";
}
