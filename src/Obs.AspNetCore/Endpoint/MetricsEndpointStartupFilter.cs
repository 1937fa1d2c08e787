using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace Obs.AspNetCore.Endpoint;

/// <summary>Puts the endpoint in front of the application's own pipeline, whichever way that pipeline is written.</summary>
internal sealed class MetricsEndpointStartupFilter(IOptions<ObservabilityOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.Value is { Enabled: true, Endpoint.Enabled: true })
        {
            app.UseMiddleware<MetricsEndpointMiddleware>();
        }

        next(app);
    };
}
