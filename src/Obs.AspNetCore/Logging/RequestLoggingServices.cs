using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Obs.AspNetCore.Hosting;

namespace Obs.AspNetCore.Logging;

/// <summary>Logs the requests of an ASP.NET Core application.</summary>
internal static class RequestLoggingServices
{
    /// <summary>Adds the access log and the holding back of entries, and hooks them into the server. To be called once.</summary>
    public static void AddRequestLogging(this IServiceCollection services)
    {
        services.AddObsLogging();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<RequestLogging>();
        services.AddHostedService<HostingEventsService<RequestLogging>>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, FrameworkRequestEntries>();
    }
}
