using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Decides about segments and opens those that are sampled.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class SegmentOpener(
    TracingSettings settings, Sampler sampler, SamplingStatistics statistics, LiveTraces live, IDocumentSink sink)
{
    /// <summary>Decides about work that no server's request asked for.</summary>
    /// <returns>Whether it is recorded.</returns>
    public bool TryOpen(Activity activity, IncomingDecision incoming)
    {
        SamplingDecision decision = sampler.Decide(default, incoming);
        return Open(activity, new SegmentStart(decision.RuleName, IsInvocation: false, HasRequest: false), default, decision.IsSampled);
    }

    /// <summary>Decides about a request; in AWS Lambda, Lambda has.</summary>
    /// <returns>Whether it is recorded.</returns>
    public bool TryOpen(Activity activity, in ServerRequest request, IncomingDecision incoming)
    {
        if (settings.Lambda.IsHere && settings.Lambda.Runs(activity, out bool isSampled))
        {
            return Open(activity, new SegmentStart(Rule: null, IsInvocation: true, HasRequest: true), request, isSampled);
        }

        SamplingDecision decision = sampler.Decide(request, incoming);
        return Open(activity, new SegmentStart(decision.RuleName, IsInvocation: false, HasRequest: true), request, decision.IsSampled);
    }

    /// <summary>Opens work inside a segment that AWS Lambda writes. Lambda has decided: nobody else's decision may differ.</summary>
    public void OpenInvocation(Activity activity, bool isSampled) =>
        Open(activity, new SegmentStart(Rule: null, IsInvocation: true, HasRequest: false), default, isSampled);

    private bool Open(Activity activity, SegmentStart start, in ServerRequest request, bool isSampled)
    {
        if (!isSampled || (!live.TryOpen(activity, start, request) && !TryMakeRoomFor(activity, start, request)))
        {
            statistics.CountUnsampled();
            return false;
        }

        statistics.CountSampled();
        activity.IsAllDataRequested = true;
        return true;
    }

    private bool TryMakeRoomFor(Activity activity, SegmentStart start, in ServerRequest request)
    {
        int abandoned = live.FindStale(activity.TraceId.ToHexString())?.Abandon() ?? 0;
        sink.Lose(LossReasons.Unfinished, abandoned);
        return abandoned > 0 && live.TryOpen(activity, start, request);
    }
}
