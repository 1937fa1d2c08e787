namespace Obs.Local.Explain;

/// <summary>In how many slow and in how many typical traces something is.</summary>
/// <param name="Slow">Slow traces that have it.</param>
/// <param name="Typical">Typical traces that have it.</param>
/// <param name="Lift">How many times as frequent it is among the slow; null when no typical trace has it.</param>
/// <param name="Probability">How probable such a difference is by chance, corrected for all that was compared.</param>
/// <param name="Examples">Slow traces that have it.</param>
internal sealed record Presence(int Slow, int Typical, double? Lift, double Probability, IReadOnlyList<string> Examples);
