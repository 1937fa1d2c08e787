using System.Text.Json;

namespace Obs.Local.Otlp;

/// <summary>Writes the attributes that are no field of a document: some as annotations, which are indexed, the others as
/// metadata.</summary>
/// <remarks>Annotations are those whose key begins with <c>annotation.</c> or stands in <c>aws.xray.annotations</c>.</remarks>
internal static class SpanMetadata
{
    private const string AnnotationPrefix = "annotation.";
    private const string MetadataPrefix = "metadata.";
    private const string Default = "default";

    public static void Write(Utf8JsonWriter json, OtlpSpan span)
    {
        HashSet<string> indexed = [.. span.Attributes.Texts("aws.xray.annotations")];
        string? route = span.Attributes.Text("http.route");
        List<KeyValuePair<string, object?>> rest = [.. span.Attributes.Rest.DistinctBy(static pair => pair.Key)];
        WriteAnnotations(json, rest.FindAll(pair => IsAnnotation(pair.Key)));

        List<(string Space, string Key, object? Value)> metadata =
            [.. rest.Where(pair => !IsAnnotation(pair.Key)).Select(static pair => Place(pair.Key, pair.Value))];
        if (span.IsSegment)
        {
            metadata.Add(("http", "route", route));
            metadata.Add(("service", "environment", span.Resource.Text("deployment.environment.name", "deployment.environment")));
        }

        json.WriteStartObject("metadata");
        foreach (IGrouping<string, (string Space, string Key, object? Value)> space in metadata.Where(static item => item.Value is not null)
            .GroupBy(static item => item.Space))
        {
            json.WriteStartObject(space.Key);
            foreach ((_, string key, object? value) in space.DistinctBy(static item => item.Key))
            {
                json.WritePropertyName(key);
                SpanText.WriteValue(json, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();

        bool IsAnnotation(string key) => key.StartsWith(AnnotationPrefix, StringComparison.Ordinal) || indexed.Contains(key);
    }

    private static void WriteAnnotations(Utf8JsonWriter json, List<KeyValuePair<string, object?>> annotations)
    {
        json.WriteStartObject("annotations");
        foreach ((string key, object? value) in annotations)
        {
            if (value is string or bool or long or double)
            {
                json.WritePropertyName(
                    key.StartsWith(AnnotationPrefix, StringComparison.Ordinal) ? key[AnnotationPrefix.Length..] : key.Replace('.', '_'));
                SpanText.WriteValue(json, value);
            }
        }

        json.WriteEndObject();
    }

    // "metadata.app:key" is a value of namespace "app"; any other key is one of the default namespace.
    private static (string Space, string Key, object? Value) Place(string key, object? value)
    {
        if (!key.StartsWith(MetadataPrefix, StringComparison.Ordinal))
        {
            return (Default, key, value);
        }

        string name = key[MetadataPrefix.Length..];
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (name[..colon], name[(colon + 1)..], value) : (Default, name, value);
    }
}
