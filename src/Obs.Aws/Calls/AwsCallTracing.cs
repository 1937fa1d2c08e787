using Amazon.Runtime.Internal;

namespace Obs.Aws.Calls;

/// <summary>Puts <see cref="AwsCallHandler"/> into every client of the AWS SDK that is made from now on: the SDK, as it comes, makes no
/// activities.</summary>
/// <remarks>Thread safety: any thread.</remarks>
internal sealed class AwsCallTracing : IRuntimePipelineCustomizer
{
    public string UniqueName => "Obs.Aws.Calls";

    /// <summary>Registers once for the process; the SDK knows a customizer by its name.</summary>
    public static void Register() => RuntimePipelineCustomizerRegistry.Instance.Register(new AwsCallTracing());

    public void Customize(Type type, RuntimePipeline pipeline)
    {
        if (type.Assembly == typeof(AwsCallTracing).Assembly)
        {
            return; // Our own calls are nobody's.
        }

        try
        {
            // Around the retries, so that they are one call; after the endpoint is known and before the request is signed.
            pipeline.AddHandlerBefore<RetryHandler>(new AwsCallHandler());
        }
        catch (InvalidOperationException exception)
        {
            AwsEventSource.Log.ClientNotTraced(type.Name, exception.Message); // A client made to have no such handler.
        }
    }
}
