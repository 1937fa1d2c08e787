using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The trace that AWS Lambda runs an invocation in: the variable <c>_X_AMZN_TRACE_ID</c>, which changes with each
/// invocation.</summary>
internal sealed class LambdaContext(Func<string, string?> variables)
{
    public const string TraceVariable = "_X_AMZN_TRACE_ID";
    public const string TaskRootVariable = "LAMBDA_TASK_ROOT";

    private readonly bool _isLambda = !string.IsNullOrEmpty(variables(TaskRootVariable));

    /// <summary>Reads the parent and the decision of the invocation that runs now.</summary>
    public bool TryRead(out ActivityContext parent, out bool isSampled)
    {
        (parent, isSampled) = (default, false);
        if (!_isLambda || !TraceHeader.TryParse(variables(TraceVariable), out TraceHeader header) || header.ParentId == 0)
        {
            return false;
        }

        isSampled = header.Decision == IncomingDecision.Sampled;
        return ActivityContext.TryParse(TraceParent.Format(header), traceState: null, isRemote: true, out parent);
    }
}
