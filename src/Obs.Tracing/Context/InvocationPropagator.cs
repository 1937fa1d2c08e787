using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>For a server inside AWS Lambda: requests are part of the segment that Lambda writes for the invocation, whatever parent the
/// header of a gateway names.</summary>
/// <remarks>Thread safety: every member may be called from any thread. Never throws unless a carrier's callback does.</remarks>
internal sealed class InvocationPropagator(ObsPropagator own, LambdaContext lambda) : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => own.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        own.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        own.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        if (lambda.TryRead(out TraceHeader header))
        {
            string invocation = TraceParent.Format(header);

            // tracestate belongs to the trace it came with; Lambda goes on with that of the gateway unless it began its own.
            bool isSameTrace = traceId is not null && TraceParent.TryParse(traceId, out TraceHeader sent) && sent.TraceId == header.TraceId;
            (traceId, traceState) = (invocation, isSameTrace ? traceState : null);
        }
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        own.ExtractBaggage(carrier, getter);
}
