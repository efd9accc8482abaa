using System.Text.Json.Nodes;
using HealthFunctions.Settings;

namespace Docs.Tests.Shapes;

/// <summary>A size such as <c>5GB</c>, or a share such as <c>10%</c>.</summary>
internal sealed class SizeShape : Shape
{
    public override string LimitsInWords => "1 to 99 percent";

    public override IEnumerable<string> Good => ["1B", "500MB", "2GiB", "999999TiB", "1%", "99%"];

    public override IEnumerable<string> Bad => ["0B", "5", "5gb", "5G", "1.5GB", "0%", "100%", "-1%", "99999999999999999999B"];

    /// <summary>Makes the schema. What is beyond 10^18 bytes, the pattern refuses before the app does.</summary>
    public override JsonObject InJson(bool isRequired) => Schemas.Matching(
        "^0*[1-9]([0-9]{0,17}B|[0-9]{0,14}Ki?B|[0-9]{0,11}Mi?B|[0-9]{0,8}Gi?B|[0-9]{0,5}Ti?B|[0-9]?%)$", SizeLimit.Allowed, isRequired);

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) => [(key, InJson(isRequired))];
}
