using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Amazon.Runtime;

namespace Obs.Aws.Calls;

/// <summary>Reads what a trace shows of a request or a response: its tables, bucket, queue, topic or function, and how it was
/// asked.</summary>
internal static class AwsCallResources
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, AwsCallField Field)[]> Shapes = new();

    public static void Describe(Activity activity, object? message)
    {
        if (message is null)
        {
            return;
        }

        foreach ((PropertyInfo property, AwsCallField field) in Shapes.GetOrAdd(message.GetType(), static type => PropertiesOf(type)))
        {
            if (Shown(property.GetValue(message), field.Form) is { } value)
            {
                activity.SetTag(field.Tag, value);
            }
        }
    }

    private static object? Shown(object? value, AwsCallForm form) => (form, value) switch
    {
        (AwsCallForm.Keys, IDictionary map) => map.Keys.Cast<object>().OfType<string>().ToArray(),
        (AwsCallForm.Count, IList list) => list.Count,
        (AwsCallForm.Tables, IList items) => items.Cast<object>().SelectMany(TablesOf).Distinct().ToArray(),
        (AwsCallForm.Value, ConstantClass constant) => constant.Value,
        (AwsCallForm.Value, List<string> texts) => texts.ToArray(),
        (AwsCallForm.Value, _) => value,
        _ => null,
    };

    // An item of a transaction is one of several requests, each of which names its table.
    [UnconditionalSuppressMessage(
        "Trimming", "IL2075", Justification = "A property that trimming took was used by nobody; its name is then missing.")]
    private static IEnumerable<string> TablesOf(object item) =>
        from property in item.GetType().GetProperties()
        let request = property.PropertyType.IsClass ? property.GetValue(item) : null
        where request is not null
        let name = request.GetType().GetProperty("TableName")?.GetValue(request) as string
        where name is not null
        select name;

    // "Key" is a name in S3 alone; DynamoDB's is a value of the application's data.
    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "A property that trimming took was used by nobody; its name is then missing.")]
    private static (PropertyInfo Property, AwsCallField Field)[] PropertiesOf(Type type) =>
    [
        .. from field in AwsCallFields.Of(type)
           let property = type.GetProperty(field.Property)
           where property is not null && property.CanRead
           select (property, field),
    ];
}
