using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Obs.Aws.Calls;

/// <summary>Makes the activity of each call of an AWS SDK client. Results and exceptions pass untouched.</summary>
internal sealed class AwsCallHandler : PipelineHandler
{
    public override void InvokeSync(IExecutionContext executionContext)
    {
        AwsCallActivity call = AwsCallActivity.Begin(executionContext.RequestContext);
        try
        {
            base.InvokeSync(executionContext);
            call.End(executionContext, null);
        }
        catch (Exception exception)
        {
            call.End(executionContext, exception);
            throw;
        }
    }

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext) =>
        AwsCallActivity.IsRecording ? InvokeRecordedAsync<T>(executionContext) : base.InvokeAsync<T>(executionContext);

    private async Task<T> InvokeRecordedAsync<T>(IExecutionContext executionContext)
        where T : AmazonWebServiceResponse, new()
    {
        AwsCallActivity call = AwsCallActivity.Begin(executionContext.RequestContext);
        try
        {
            T response = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            call.End(executionContext, null);
            return response;
        }
        catch (Exception exception)
        {
            call.End(executionContext, exception);
            throw;
        }
    }
}
