namespace Obs.EndToEnd.Tests;

/// <summary>One running shop for all tests that only look at it.</summary>
[CollectionDefinition(Name)]
public sealed class RunningShopDefinition : ICollectionFixture<ShopFixture>
{
    public const string Name = "running shop";
}
