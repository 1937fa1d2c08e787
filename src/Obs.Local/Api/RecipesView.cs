using System.Text.Json;
using Obs.Insights;

namespace Obs.Local.Api;

/// <summary><c>/recipes</c>: the queries that come with the Insights engine, with the defaults of their parameters.</summary>
internal static class RecipesView
{
    public static void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("recipes");
        foreach (Recipe recipe in RecipeBook.Recipes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", recipe.Name);
            writer.WriteString("category", recipe.Category);
            writer.WriteString("purpose", recipe.Purpose);
            writer.WriteString("query", Text(recipe));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>What has no default stays a place to fill in.</summary>
    private static string Text(Recipe recipe) =>
        recipe.Parameters.Any(static parameter => parameter.DefaultValue is null) ? recipe.Query : recipe.Bind();
}
