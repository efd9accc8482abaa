using System.Xml;

namespace HealthFunctions.Checks.Azure;

/// <summary>Opens the XML of answers.</summary>
internal static class XmlAnswer
{
    /// <summary>Opens XML that may define and fetch nothing.</summary>
    /// <param name="body">The body of an answer.</param>
    public static XmlReader Open(Stream body) =>
        XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
}
