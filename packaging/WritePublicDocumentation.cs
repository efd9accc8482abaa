using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Build.Utilities;

/// <summary>Copies a documentation file without the entries of members that are not public.</summary>
/// <remarks>Members are told apart by name: an internal overload of a public method keeps its entry.</remarks>
public sealed class WritePublicDocumentation : Task
{
    /// <summary>The files that list what is public, a line each.</summary>
    public string[] PublicApi { get; set; }

    /// <summary>The file that the compiler wrote.</summary>
    public string Compiled { get; set; }

    /// <summary>The copy.</summary>
    public string Packed { get; set; }

    public override bool Execute()
    {
        HashSet<string> names = new HashSet<string>(PublicApi.SelectMany(File.ReadAllLines).Select(NameInList));
        XDocument docs = XDocument.Load(Compiled, LoadOptions.PreserveWhitespace);
        foreach (XElement member in docs.Descendants("member").Where(member => !names.Contains(NameInDocs((string)member.Attribute("name")))).ToList())
        {
            // With the line break after it.
            (member.NextNode as XText)?.Remove();
            member.Remove();
        }

        docs.Save(Packed, SaveOptions.DisableFormatting);
        return true;
    }

    /// <summary>Gives <c>A.B.C</c> for <c>static A.B.C&lt;T&gt;(int x) -> bool</c> and for <c>A.B.C.get -> bool</c>.</summary>
    private static string NameInList(string line)
    {
        string name = Regex.Replace(line, @"\.operator .*", ".op");
        name = Regex.Replace(name, @"( = | -> |\().*", string.Empty);
        name = Regex.Replace(name, "<[^>]*>", string.Empty);
        return Regex.Replace(name, @"^.* |\.(get|set|init|add|remove)$", string.Empty);
    }

    /// <summary>Gives <c>A.B.C</c> for <c>M:A.B.C``1(System.Int32)</c>, and <c>A.B.B</c> for the constructor <c>M:A.B.#ctor</c>.</summary>
    private static string NameInDocs(string id)
    {
        // What the compiler calls a block of extension members has no name in the list.
        string name = Regex.Replace(id, @"^.:|`+\d+|\(.*|\.<[GM]>\$\w+", string.Empty);
        name = Regex.Replace(name, @"\.op_.*", ".op");
        return Regex.Replace(name, @"(\w+)\.#ctor$", "$1.$1");
    }
}
