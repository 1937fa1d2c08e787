using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Obs.Aws.Calls;

/// <summary>Names the table, bucket, queue, topic or function that a request is about: properties that requests of the AWS SDK have in
/// common.</summary>
internal static class AwsCallResources
{
    private static readonly (string Property, string Tag)[] Known =
    [
        ("TableName", "aws.dynamodb.table_names"),
        ("RequestItems", "aws.dynamodb.table_names"),
        ("BucketName", "aws.s3.bucket"),
        ("Key", "aws.s3.key"),
        ("QueueUrl", "aws.sqs.queue.url"),
        ("TopicArn", "aws.sns.topic.arn"),
        ("FunctionName", "aws.lambda.function_name"),
    ];

    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, string Tag)[]> Shapes = new();

    public static void Describe(Activity activity, object request)
    {
        foreach ((PropertyInfo property, string tag) in Shapes.GetOrAdd(request.GetType(), static type => PropertiesOf(type)))
        {
            object? value = property.GetValue(request) switch
            {
                string name => name,
                IDictionary byTable => byTable.Keys.Cast<object>().OfType<string>().ToArray(),
                _ => null,
            };
            if (value is not null)
            {
                activity.SetTag(tag, value);
            }
        }
    }

    // "Key" is a name in S3 alone; DynamoDB's is a value of the application's data.
    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "A property that trimming took was used by nobody; its name is then missing.")]
    private static (PropertyInfo Property, string Tag)[] PropertiesOf(Type type) =>
    [
        .. from known in Known
           let property = type.GetProperty(known.Property)
           where property is not null && property.CanRead
                && (known.Property == "RequestItems"
                    ? property.PropertyType.IsAssignableTo(typeof(IDictionary))
                    : property.PropertyType == typeof(string))
           select (property, known.Tag),
    ];
}
