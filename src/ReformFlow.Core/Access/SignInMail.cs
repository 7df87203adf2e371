using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Access;

/// <summary>The mail that carries a sign-in code. It belongs to no cycle, so its words are the product's own.</summary>
public static class SignInMail
{
    const string Kind = "~sign-in~";

    /// <summary>The mail's key, from which its Message-ID is made.</summary>
    public static string Key(string town, string person, string code) => $"{town}{Kind}{person}~{code}";

    /// <summary>True for the key of such a mail: it opens the desk, and nobody but its receiver may read it.</summary>
    public static bool IsKey(string key) => key.Contains(Kind, StringComparison.Ordinal);

    /// <summary>Subject and body.</summary>
    /// <param name="page">The address of the town's sign-in page.</param>
    public static MailText Of(Municipality municipality, string officeAddress, string code, string page) => new(
        "【事務局】サインインのコード",
        $"""
        行政改革の進捗照会の、事務局の画面に
        サインインするためのコードをお送りします。

        　{code[..4]} {code[4..]}

        コードを入力する画面を開いた端末でだけ、
        {SignInRules.CodeLife.Minutes}分間、一度だけ使えます。
        ほかの人には教えないでください。

        お心当たりがないときは、このメールを破棄し、
        続くようであれば事務局へお知らせください。
        コードが使われないかぎり、サインインされません。

        サインインの画面
        {page}

        --
        {municipality.Name}　{municipality.Office.Name}
        電話　{municipality.Office.Telephone}（内線 {municipality.Office.Extension}）
        電子メール　{officeAddress}
        このメールに添付ファイルはありません。

        """.ReplaceLineEndings("\n"));
}
