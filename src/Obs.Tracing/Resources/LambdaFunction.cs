namespace Obs.Tracing;

/// <summary>Describes a function of AWS Lambda by its variables: for segments of our own, where Lambda writes none.</summary>
internal static class LambdaFunction
{
    private const string Origin = "AWS::Lambda::Function";

    public static void Describe(AwsResource resource, AwsEnvironment environment)
    {
        resource.Claim(Origin);
        if ((environment.FunctionLogGroup ?? (environment.FunctionName is { } name ? "/aws/lambda/" + name : null)) is { } group)
        {
            resource.LogGroups.Add(new LogGroupReference(group, Arn: null));
        }
    }
}
