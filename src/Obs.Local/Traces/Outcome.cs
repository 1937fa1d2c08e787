namespace Obs.Local.Traces;

/// <summary>How a segment ended, as its document's flags say; none of them is "ok".</summary>
[Flags]
internal enum Outcome
{
    Ok = 0,
    Error = 1,
    Throttle = 2,
    Fault = 4,
}
