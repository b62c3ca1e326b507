"""Swedish paths for allauth's own pages, under the names that allauth looks up. Self sign-up has no address at all."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from hjulet.base.people import views

urlpatterns = [
    path("logga-in/", views.sign_in, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("avstangt/", account.account_inactive, name="account_inactive"),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("losenord/byt/", account.password_change, name="account_change_password"),
    path("losenord/valj/", account.password_set, name="account_set_password"),
    path("losenord/glomt/", account.password_reset, name="account_reset_password"),
    path("losenord/glomt/skickat/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "losenord/klart/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("inloggningar/", sessions.list_usersessions, name="usersessions_list"),
    path("tva-steg/", second_step.index, name="mfa_index"),
    path("tva-steg/kod/", second_step.authenticate, name="mfa_authenticate"),
    path("tva-steg/bekrafta/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("tva-steg/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("tva-steg/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tva-steg/reservkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tva-steg/reservkoder/nya/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tva-steg/reservkoder/hamta/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("tva-steg/nycklar/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tva-steg/nycklar/ny/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("tva-steg/nycklar/bekrafta/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tva-steg/nycklar/logga-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("tva-steg/nycklar/<int:pk>/ta-bort/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("tva-steg/nycklar/<int:pk>/andra/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("kommunen/avbruten/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("kommunen/gick-inte/", login_not_required(social.login_error), name="socialaccount_login_error"),
    path("kommunen/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("kommunen/<slug:provider_id>/svar/", oidc.callback, name="openid_connect_callback"),
]
