namespace Obs.Local.Explain;

/// <summary>Something that is over-represented among the slow traces.</summary>
/// <param name="Trait">What it is.</param>
/// <param name="Together">What exactly the same traces have; it cannot be told apart from the first.</param>
/// <param name="Presence">How many have it.</param>
internal sealed record TraitDifference(Trait Trait, IReadOnlyList<Trait> Together, Presence Presence);
