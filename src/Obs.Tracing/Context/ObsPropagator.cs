using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Reads <c>X-Amzn-Trace-Id</c>, else <c>traceparent</c>, from a request and writes both on outgoing calls.</summary>
/// <remarks>
/// Outgoing headers are built from validated ids and from what <see cref="TraceHeader.CarryOn"/> has kept.
/// <c>Sampled</c> is our own decision for the trace, and left out where we have made
/// none; the flag of <c>traceparent</c> is set when we or another listener record it. <c>tracestate</c> and baggage are left to the
/// platform's own propagator.
/// Thread safety: every member may be called from any thread. Never throws unless a carrier's callback does.
/// </remarks>
public sealed class ObsPropagator : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _platform = CreateDefaultPropagator();
    private readonly LambdaContext _lambda;

    internal ObsPropagator(LambdaContext lambda)
    {
        _lambda = lambda;
        Fields = [TraceHeader.Name, .. _platform.Fields];
        Server = lambda.IsHere ? new InvocationPropagator(this, lambda) : this;
    }

    /// <summary>The same for a server's requests: in AWS Lambda they are work of the invocation that runs, which the variable
    /// <c>_X_AMZN_TRACE_ID</c> names; what a gateway sent has led to that already.</summary>
    public DistributedContextPropagator Server { get; }

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields { get; }

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is null || setter is null)
        {
            return;
        }

        if (activity.IdFormat != ActivityIdFormat.W3C)
        {
            _platform.Inject(activity, carrier, setter);
            return;
        }

        bool sampled = SampledTraces.Contain(activity);
        setter(carrier, TraceHeader.Name, Format(activity, sampled));
        if (!sampled || activity.Recorded)
        {
            _platform.Inject(activity, carrier, setter);
            return;
        }

        string traceParent = TraceParent.FormatSampled(activity);
        setter(carrier, TraceParent.Name, traceParent);
        if (activity.TraceStateString is not null || activity.Baggage.Any())
        {
            // Ours before and after: some carriers keep the first value (HttpClient), some the last (a dictionary).
            _platform.Inject(activity, carrier, setter);
            setter(carrier, TraceParent.Name, traceParent);
        }
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceId = null;
        traceState = null;
        if (getter is null)
        {
            return;
        }

        if (!TraceHeader.TryParse(Read(carrier, getter, TraceHeader.Name), out TraceHeader header))
        {
            _platform.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
            return;
        }

        traceId = TraceParent.Format(header);

        // tracestate belongs to the trace of the traceparent that came with it.
        if (TraceParent.TryParse(Read(carrier, getter, TraceParent.Name), out TraceHeader w3c) && w3c.TraceId == header.TraceId)
        {
            _platform.ExtractTraceIdAndState(carrier, getter, out _, out traceState);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        _platform.ExtractBaggage(carrier, getter);

    private string Format(Activity activity, bool sampled)
    {
        string header =
            sampled || SampledTraces.AreDecided(activity) ? TraceHeader.Format(activity, sampled) : TraceHeader.FormatUndecided(activity);
        return (_lambda.ReadOthers() ?? OtherFields.Of(activity)) is { } others ? header + others : header;
    }

    private static string? Read(object? carrier, PropagatorGetterCallback getter, string field)
    {
        getter(carrier, field, out string? value, out IEnumerable<string>? values);
        return value ?? values?.FirstOrDefault();
    }
}
