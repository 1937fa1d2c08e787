using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Obs.Insights.Recipes;

/// <summary>Recipes as what <c>PutQueryDefinition</c> of CloudWatch Logs takes.</summary>
internal static class QueryDefinitions
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(IReadOnlyList<Recipe> recipes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartArray();
            foreach (Recipe recipe in recipes)
            {
                Write(writer, recipe);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, Recipe recipe)
    {
        writer.WriteStartObject();
        writer.WriteString("queryLanguage", "CWLI");
        writer.WriteString("name", $"Obs/{recipe.Category}/{recipe.Name}"); // The console shows slashes as folders.
        writer.WriteString("queryString", $"# {recipe.Purpose}\n{recipe.Query}");
        writer.WriteStartArray("parameters");
        foreach (RecipeParameter parameter in recipe.Parameters)
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            if (parameter.DefaultValue is { } value)
            {
                writer.WriteString("defaultValue", value);
            }

            writer.WriteString("description", parameter.Description);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
