using System.Reflection;

namespace Obs.Insights;

/// <summary>The recipes that come with the package, each a file of its own that can be run as it is.</summary>
public static class RecipeBook
{
    private const string Extension = ".insights";

    private static readonly Lazy<IReadOnlyList<Recipe>> Book = new(Read);

    /// <summary>All recipes, by category and name.</summary>
    public static IReadOnlyList<Recipe> Recipes => Book.Value;

    /// <summary>The recipe of a name, or null.</summary>
    /// <param name="name">The name; upper and lower case are the same.</param>
    public static Recipe? Find(string name) =>
        Recipes.FirstOrDefault(recipe => recipe.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static List<Recipe> Read()
    {
        Assembly assembly = typeof(RecipeBook).Assembly;
        var recipes = new List<Recipe>();
        foreach (string resource in assembly.GetManifestResourceNames().Where(static n => n.EndsWith(Extension, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            string[] path = resource[..^Extension.Length].Split('/');
            recipes.Add(new Recipe(path[0], path[1], reader.ReadToEnd()));
        }

        return [.. recipes.OrderBy(static r => r.Category, StringComparer.Ordinal).ThenBy(static r => r.Name, StringComparer.Ordinal)];
    }
}
