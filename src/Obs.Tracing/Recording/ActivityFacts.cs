using System.Diagnostics;
using Obs.Secrets;
using Obs.Tracing.Sql;

namespace Obs.Tracing;

/// <summary>Adds to an activity, by the OpenTelemetry semantic conventions, what the recorder knows and its tags do not say; and takes out
/// of it what must not leave the process.</summary>
internal sealed class ActivityFacts(TracingSettings settings)
{
    private const string ExceptionEvent = "exception";

    public void AddTo(Activity activity, ServerExchange exchange, Exception? exception)
    {
        if (exchange.HasRequest)
        {
            AddRequest(activity, exchange.Request, exchange.Response.Route);
        }

        if (exchange.Response.Status > 0)
        {
            activity.SetTag("http.response.status_code", exchange.Response.Status);
        }

        SegmentTags tags = SegmentTags.Of(activity);
        if (tags.IsSql)
        {
            SettleQuery(activity, tags);
        }

        if (exception is not null && !HasException(activity))
        {
            AddException(activity, exception);
        }

        if (activity.Status == ActivityStatusCode.Unset && Outcome.Of(activity, tags, tags.Status, exception).IsFault)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    private void AddRequest(Activity activity, in ServerRequest request, string? route)
    {
        activity.DisplayName = route is null ? request.Method ?? activity.DisplayName : $"{request.Method} {route}";
        activity.SetTag("http.request.method", request.Method);
        activity.SetTag("url.scheme", request.Scheme);
        activity.SetTag("server.address", request.Host);
        activity.SetTag("url.path", request.PathBase + request.Path);
        activity.SetTag("url.query", QueryOf(request.Query));
        activity.SetTag("http.route", route);
        activity.SetTag("user_agent.original", request.UserAgent);
        activity.SetTag("client.address", ClientOf(request));
    }

    private string? QueryOf(string? query)
    {
        if (string.IsNullOrEmpty(query) || settings.RecordQueryValues)
        {
            return query?.TrimStart('?');
        }

        return UrlQuery.WithoutValues(query).TrimStart('?');
    }

    private static string? ClientOf(in ServerRequest request) =>
        ClientAddress.TryRead(request.ForwardedFor, out ReadOnlySpan<char> forwarded) ? forwarded.ToString()
            : request.RemoteAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4().ToString()
            : request.RemoteAddress?.ToString();

    // Libraries put the text of a query into their tags as it was sent, literals included.
    private static void SettleQuery(Activity activity, in SegmentTags tags)
    {
        if (activity.Source.Name != SqlCommandTracing.ActivitySourceName && tags.Query is { } query)
        {
            activity.SetTag("db.query.text", SqlBlock.Sanitize(query, tags.DatabaseSystem));
            activity.SetTag("db.statement", null);
        }

        // One object that stands for several tags.
        activity.SetTag(SegmentTags.DatabaseTarget, null);
        activity.SetTag("obs.db.version", tags.DatabaseVersion);
        activity.SetTag("obs.db.connection_string", tags.ConnectionString);
    }

    private static bool HasException(Activity activity)
    {
        foreach (ref readonly ActivityEvent recorded in activity.EnumerateEvents())
        {
            if (recorded.Name == ExceptionEvent)
            {
                return true;
            }
        }

        return false;
    }

    private void AddException(Activity activity, Exception exception)
    {
        string message = settings.RecordSqlMessages ? ExceptionMessage.Of(exception) : ExceptionMessage.WithoutData(exception);
        activity.AddEvent(new ActivityEvent(
            ExceptionEvent,
            tags: new ActivityTagsCollection
            {
                ["exception.type"] = exception.GetType().FullName,
                ["exception.message"] = SecretText.Masked(message),
                ["exception.stacktrace"] = exception.StackTrace,
            }));
    }
}
