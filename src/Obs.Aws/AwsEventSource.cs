using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Tracing;
using Obs.Secrets;

namespace Obs.Aws;

/// <summary>What goes wrong on the way to AWS, for <c>dotnet-trace</c> and every other listener of event sources: <c>Obs-Aws</c>.</summary>
/// <remarks>A call that failed is information here, with the service's own words: the warning, once a minute at most, is the
/// queue's.</remarks>
[EventSource(Name = "Obs-Aws")]
internal sealed class AwsEventSource : EventSource
{
    public static readonly AwsEventSource Log = new();

    private AwsEventSource()
    {
    }

    [Event(1, Level = EventLevel.Informational, Message = "{0} of {1} records failed ({2}): {3}")]
    public void CallFailed(string operation, int records, string reason, string message)
    {
        if (IsEnabled())
        {
            WriteEvent(1, operation, records, reason, SecretText.Masked(message));
        }
    }

    [Event(2, Level = EventLevel.Warning, Message = "A datum of {0} was rejected for its {1}")]
    public void DatumRejected(string metric, string reason)
    {
        if (IsEnabled())
        {
            WriteEvent(2, metric, reason);
        }
    }

    [Event(3, Level = EventLevel.Informational, Message = "{0} series published, {1} more together; about {2} US dollars a month")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Three primitive arguments, nothing that needs reflection.")]
    public void Published(int series, int overflowing, double usdPerMonth)
    {
        if (IsEnabled())
        {
            WriteEvent(3, series, overflowing, usdPerMonth);
        }
    }

    [Event(4, Level = EventLevel.Warning, Message = "Calls of {0} are not traced: {1}")]
    public void ClientNotTraced(string client, string reason)
    {
        if (IsEnabled())
        {
            WriteEvent(4, client, SecretText.Masked(reason));
        }
    }

    [Event(5, Level = EventLevel.Error, Message = "A call was not traced ({0}): {1}")]
    public void CallNotTraced(string hook, string exception)
    {
        if (IsEnabled())
        {
            WriteEvent(5, hook, SecretText.Masked(exception));
        }
    }

    [Event(6, Level = EventLevel.Warning, Message = "The cost of publishing was not logged: {0}")]
    public void CostNotLogged(string message)
    {
        if (IsEnabled())
        {
            WriteEvent(6, SecretText.Masked(message));
        }
    }

    [NonEvent]
    public void CostNotLogged(Exception exception) => CostNotLogged(IsEnabled() ? exception.Message : "");

    [NonEvent]
    public void CallNotTraced(string hook, Exception exception) => CallNotTraced(hook, IsEnabled() ? exception.ToString() : "");

    [NonEvent]
    public void CallFailed(string operation, int records, string reason, Exception exception) =>
        CallFailed(operation, records, reason, IsEnabled() ? exception.Message : "");
}
