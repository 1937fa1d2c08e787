using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The trace that AWS Lambda runs an invocation in: the variable <c>_X_AMZN_TRACE_ID</c>, which changes with each
/// invocation.</summary>
internal sealed class LambdaContext(Func<string, string?> variables)
{
    public const string TraceVariable = "_X_AMZN_TRACE_ID";
    public const string TaskRootVariable = "LAMBDA_TASK_ROOT";

    /// <summary>Whether this process runs in AWS Lambda.</summary>
    public bool IsHere { get; } = !string.IsNullOrEmpty(variables(TaskRootVariable));

    /// <summary>Reads the segment that Lambda writes for the invocation that runs now.</summary>
    public bool TryRead(out TraceHeader header)
    {
        header = default;
        return IsHere && TraceHeader.TryParse(variables(TraceVariable), out header) && header.ParentId != 0;
    }

    /// <summary>What the calls of the invocation carry on besides its ids, such as <c>;Lineage=…</c>.</summary>
    public string? ReadOthers() => IsHere ? OtherFields.Read(variables(TraceVariable)) : null;

    /// <summary>Reads the parent and the decision of the invocation that runs now.</summary>
    public bool TryRead(out ActivityContext parent, out bool isSampled)
    {
        (parent, isSampled) = (default, false);
        if (!TryRead(out TraceHeader header))
        {
            return false;
        }

        isSampled = header.Decision == IncomingDecision.Sampled;
        return ActivityContext.TryParse(TraceParent.Format(header), traceState: null, isRemote: true, out parent);
    }

    /// <summary>Whether an activity is work of the invocation that runs now, and what Lambda has decided about that.</summary>
    public bool Runs(Activity activity, out bool isSampled)
    {
        bool isInvocation = TryRead(out TraceHeader header)
            && activity.TraceId.ToNumber() == header.TraceId && activity.ParentSpanId.ToNumber() == header.ParentId;
        isSampled = isInvocation && header.Decision == IncomingDecision.Sampled;
        return isInvocation;
    }
}
