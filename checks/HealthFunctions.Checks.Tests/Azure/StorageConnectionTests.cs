using HealthFunctions.Checks.Azure.Storage;

namespace HealthFunctions.Checks.Tests.Azure;

public sealed class StorageConnectionTests
{
    private const string Key = "AccountKey=c2VjcmV0";

    [Theory]
    [InlineData($"AccountName=shop;{Key}", "Blob", "https://shop.blob.core.windows.net/")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=shop;{Key};EndpointSuffix=core.chinacloudapi.cn", "Queue", "https://shop.queue.core.chinacloudapi.cn/")]
    [InlineData($" accountname = shop ; {Key} ;; defaultendpointsprotocol=http; ", "Table", "http://shop.table.core.windows.net/")]
    [InlineData($"AccountName=shop;{Key};BlobEndpoint=https://blobs.example.org/", "Blob", "https://blobs.example.org/")]
    [InlineData($"AccountName=shop;{Key};BlobEndpoint=https://blobs.example.org/", "Queue", "https://shop.queue.core.windows.net/")]
    [InlineData("AccountName=shop;SharedAccessSignature=?sv=1&sig=x", "Queue", "https://shop.queue.core.windows.net/")]
    [InlineData("UseDevelopmentStorage=true", "Blob", "http://127.0.0.1:10000/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true", "Queue", "http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite/", "Table", "http://azurite:10002/devstoreaccount1")]
    public void The_URI_of_a_service_is_the_one_that_is_given_or_made_of_the_name(string text, string service, string expected) =>
        Assert.Equal(expected, StorageConnection.Parse(text, Enum.Parse<StorageServiceKind>(service))?.Uri.AbsoluteUri);
}
