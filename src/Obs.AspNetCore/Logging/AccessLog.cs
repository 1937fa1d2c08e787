using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Obs.AspNetCore.Logging;

/// <summary>Writes one entry for each request that has been answered.</summary>
internal sealed class AccessLog
{
    private const int FirstFault = 500;

    [ThreadStatic]
    private static AccessLogEntry? _kept;

    private readonly ILogger _logger;
    private readonly PathString[] _skipped;

    public AccessLog(IOptions<ObservabilityOptions> options, ILoggerFactory loggers)
    {
        AccessLogOptions settings = options.Value.AccessLog;
        _logger = loggers.CreateLogger("Obs.AccessLog");
        _skipped = [.. settings.SkipPaths.Select(static path => new PathString(path))];
        IsOn = options.Value.Enabled && settings.Enabled;
    }

    public bool IsOn { get; }

    public void Write(HttpContext context, int status)
    {
        LogLevel level = status >= FirstFault ? LogLevel.Warning : LogLevel.Information;
        if (!_logger.IsEnabled(level) || IsSkipped(context.Request.Path))
        {
            return;
        }

        AccessLogEntry entry = _kept ?? new AccessLogEntry();
        _kept = null;
        HttpRequest request = context.Request;
        Activity? activity = context.Features.Get<IHttpActivityFeature>()?.Activity ?? Activity.Current;
        entry.Fill(request.Method, request.Path.Value ?? "/", status, activity?.Duration.TotalMilliseconds ?? 0);
        entry.Complete(
            RouteOf(context),
            context.Response.ContentLength,
            request.ContentLength,
            context.Connection.RemoteIpAddress,
            request.Headers.TryGetValue(HeaderNames.UserAgent, out Microsoft.Extensions.Primitives.StringValues agents)
                ? agents.ToString()
                : null);
        _logger.Log(level, default, entry, null, static (state, _) => state.ToString());
        entry.Clear();
        _kept = entry;
    }

    private static string? RouteOf(HttpContext context)
    {
        string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        return route is null or ['/', ..] ? route : "/" + route;
    }

    private bool IsSkipped(PathString path)
    {
        foreach (PathString skipped in _skipped)
        {
            if (path.StartsWithSegments(skipped))
            {
                return true;
            }
        }

        return false;
    }
}
