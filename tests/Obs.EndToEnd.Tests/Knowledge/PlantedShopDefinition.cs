namespace Obs.EndToEnd.Tests.Knowledge;

/// <summary>One shop for every command of the knowledge base. Not beside the other shop, whose promise is about a machine of its
/// own.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PlantedShopDefinition : ICollectionFixture<PlantedShopFixture>
{
    public const string Name = "planted shop";
}
