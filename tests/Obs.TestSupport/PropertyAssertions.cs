using FsCheck;
using Microsoft.FSharp.Core;

namespace Obs.TestSupport;

/// <summary>Checks a property: by day of the same inputs every time, so that no run fails by chance; at night of new ones.</summary>
public static class PropertyAssertions
{
    private static readonly Replay EveryDay = new(new Rnd(20_240_102, 30_405), FSharpOption<int>.None);

    /// <summary>Throws with the smallest counterexample there is.</summary>
    /// <param name="property">What should hold.</param>
    /// <param name="always">Of how many inputs, by day.</param>
    /// <param name="nightly">Of how many, at night.</param>
    public static void ShouldHold(this Property property, int always = 100, int nightly = 2_000)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(Nightly.Rounds(always, nightly));
        property.Check(Nightly.IsNow ? config : config.WithReplay(FSharpOption<Replay>.Some(EveryDay)));
    }
}
