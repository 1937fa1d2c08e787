using System.Reflection;
using Obs.TestSupport;

namespace Obs.Architecture.Tests;

/// <summary>What a user can name of each package stands in <c>tests/golden/surface</c>; making something public is a reviewed
/// change.</summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [MemberData(nameof(LayersTests.Packages), MemberType = typeof(LayersTests))]
    public void The_public_surface_is_the_reviewed_one(string package) =>
        Golden.ShouldMatch(PublicSurface.Of(Assembly.Load(package)), "surface", package + ".public.txt");
}
