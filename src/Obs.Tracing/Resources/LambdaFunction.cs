using System.Globalization;

namespace Obs.Tracing;

/// <summary>Describes a function of AWS Lambda by its variables: for segments of our own, where Lambda writes none.</summary>
internal static class LambdaFunction
{
    private const string Origin = "AWS::Lambda::Function";
    private const long BytesPerMegabyte = 1024 * 1024;

    public static void Describe(AwsResource resource, AwsEnvironment environment)
    {
        resource.Claim(Origin);
        if ((environment.FunctionLogGroup ?? (environment.FunctionName is { } name ? "/aws/lambda/" + name : null)) is { } group)
        {
            resource.LogGroups.Add(new LogGroupReference(group, Arn: null));
        }

        Add(resource, "faas.name", environment.FunctionName);
        Add(resource, "faas.version", environment.FunctionVersion);
        Add(resource, "faas.instance", environment.FunctionLogStream);
        if (int.TryParse(environment.FunctionMegabytes, CultureInfo.InvariantCulture, out int megabytes))
        {
            resource.Attributes["faas.max_memory"] = megabytes * BytesPerMegabyte;
        }
    }

    private static void Add(AwsResource resource, string name, string? value)
    {
        if (value is not null)
        {
            resource.Attributes[name] = value;
        }
    }
}
