using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Obs.AspNetCore.Hosting;
using Obs.Tracing;

namespace Obs.AspNetCore.Tracing;

/// <summary>Traces the requests of an ASP.NET Core application.</summary>
internal static class AspNetCoreTracingServices
{
    /// <summary>Adds tracing and hooks it into the server. May be called twice.</summary>
    public static IServiceCollection AddAspNetCoreTracing(this IServiceCollection services)
    {
        services.AddObsTracing();
        if (services.Any(static service => service.ServiceType == typeof(RequestTracing)))
        {
            return services;
        }

        // The server takes its propagator from here; the last registration counts.
        services.AddSingleton<DistributedContextPropagator>(static provider =>
            provider.GetRequiredService<SegmentRecorder>().IsEnabled
                ? provider.GetRequiredService<ObsPropagator>().Server
                : DistributedContextPropagator.Current);
        services.AddSingleton<RequestTracing>();
        services.AddHostedService<HostingEventsService<RequestTracing>>();
        return services;
    }
}
